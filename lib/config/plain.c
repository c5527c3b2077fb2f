#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/clock.h"
#include "base/colour.h"
#include "base/day.h"
#include "base/text.h"
#include "config/moment.h"
#include "config/plain.h"
#include "config/week.h"
#include "model.h"

#define COUNTRY_DIGITS 3 /* E.164, section 6.2.1 */

int
plain_check(const struct place *place, const struct value *value)
{
	size_t len = strlen(value->text);

	if (len == 0)
		place_wrong(place, value,
		    "is empty; leave the setting out, or give it a value");
	else if (len > PLACE_TEXT_MAX)
		place_wrong(
		    place, value, "is longer than %d bytes", PLACE_TEXT_MAX);
	else if (!text_is_utf8(value->text, len))
		place_wrong(place, value, "is not UTF-8");
	else if (text_has_control(value->text))
		place_wrong(place, value,
		    "has a control character or a line break in it");
	else
		return 0;
	return -1;
}

void
plain_text(const struct place *place, void *field)
{
	*(const char **)field = place->setting->first->text;
}

void
plain_product(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	*(const char **)field = value->text;
	if (strchr(value->text, ':') != NULL)
		place_wrong(place, value,
		    "has a colon, which in a password manager parts the "
		    "product from the account; write it without");
}

void
plain_number(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	if (text_number(value->text, place->low, place->high, field) == -1)
		place_wrong(place, value,
		    "expected a number from %" PRId64 " to %" PRId64,
		    place->low, place->high);
}

void
plain_percent(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	size_t digits = strspn(value->text, "0123456789");
	char number[4];

	if (digits == 0 || digits >= sizeof(number) ||
	    !text_same(value->text + digits, "%"))
		goto wrong;
	memcpy(number, value->text, digits);
	number[digits] = '\0';
	if (text_number(number, 1, 100, field) == 0)
		return;
wrong:
	place_wrong(place, value, "expected a percentage such as \"95%%\"");
}

void
plain_flag(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	bool *flag = field;

	*flag = text_same(value->text, "true");
	if (!*flag && !text_same(value->text, "false"))
		place_wrong(place, value, "expected true or false");
}

bool
plain_is_label(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t len = strlen(text);

	return len > 0 && len <= LABEL_MAX && strspn(text, letters) == len;
}

void
plain_label(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	*(const char **)field = value->text;
	if (!plain_is_label(value->text))
		place_wrong(place, value,
		    "expected a name of a to z, 0 to 9 and -, at most %d of "
		    "them",
		    LABEL_MAX);
}

void
plain_colour(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct colour colour;

	*(const char **)field = value->text;
	if (colour_parse(value->text, &colour) == -1)
		place_wrong(place, value,
		    "expected a colour in six hex digits, for example "
		    "\"#0b5f6b\"");
}

void
plain_country_code(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	const char *text = value->text;
	size_t digits = text[0] == '+' ? strspn(text + 1, "0123456789") : 0;

	*(const char **)field = text;
	if (digits < 1 || digits > COUNTRY_DIGITS || text[1] == '0' ||
	    text[1 + digits] != '\0')
		place_wrong(place, value,
		    "expected the code of a country for telephone numbers, "
		    "for example \"+31\"");
}

void
plain_zone(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct err err;

	*(const char **)field = value->text;
	if (clock_zone(value->text, &err) == -1)
		place_wrong(place, value, "%s", err.text);
}

void
plain_day(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	if (day_parse(value->text, field) == 0)
		return;
	*(int64_t *)field = DAY_NONE;
	place_wrong(place, value,
	    "expected a day of the calendar as year-month-day, for example "
	    "\"2026-12-01\"");
}

void
plain_minute(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	if (week_minute(value->text, field) == -1)
		place_wrong(place, value,
		    "expected a time from \"00:00\" to \"24:00\", for example "
		    "\"08:00\"");
}

void
plain_weekday(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	unsigned int days;
	int64_t *day = field;

	if (week_days(value->text, &days) == -1 || (days & (days - 1)) != 0) {
		place_wrong(place, value,
		    "expected one day of the week, for example \"mon\"");
		return;
	}
	for (*day = MONDAY; (days & 1U << *day) == 0;)
		++*day;
}

void
plain_weekdays(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	if (week_days(value->text, field) == -1)
		place_wrong(place, value,
		    "expected days of mon, tue, wed, thu, fri, sat and sun, "
		    "for example \"mon-fri\" or \"mon,wed,fri\"");
}

void
plain_moment(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	if (moment_parse(value->text, field) == -1)
		place_wrong(place, value,
		    "expected \"start\", \"deadline\", \"enrolled\", "
		    "\"reset\" or \"promised\", then "
		    "for example \"+7d\" or \"-14d\" (at most %d days)",
		    MOMENT_DAYS_MAX);
}

void
plain_period(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	if (moment_days(value->text, field) == -1)
		place_wrong(place, value,
		    "expected a number of days, at least \"1d\", for example "
		    "\"14d\"");
}
