#include "base/day.h"
#include "config/config.h"
#include "config/dates.h"

void
dates_days(const struct place *place, void *field)
{
	int64_t *days =
	    keep_get(place->keep, place->setting->count * sizeof(int64_t));
	const struct value *value;
	size_t n = 0;

	if (days == NULL)
		return;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		if (day_parse(value->text, &days[n]) == 0)
			n++;
		else
			place_wrong(place, value,
			    "expected a day such as \"2026-11-17\"");
	}
	*(const int64_t **)field = days;
	*place->count = n;
}

void
dates_holidays(const struct place *place, void *field)
{
	int64_t *days =
	    keep_get(place->keep, place->setting->count * sizeof(int64_t));
	const struct value *value;
	struct send *send = field;
	int country;

	if (days == NULL)
		return;
	/* Those of one institution take the place of the campaign's. */
	send->holidays = 0;
	send->day_off_count = 0;
	send->days_off = days;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		country = model_country_of(value->text);
		if (country != -1)
			send->holidays |= 1U << country;
		else if (day_parse(value->text, &days[send->day_off_count]) ==
		    0)
			send->day_off_count++;
		else
			place_wrong(place, value,
			    "expected \"nl\", \"be\", \"de\", \"fr\" or \"lu\" "
			    "for a country's public holidays, or a day such "
			    "as \"2026-12-24\"");
	}
}
