#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/quote.h"
#include "base/text.h"
#include "report/forecast.h"
#include "report/wording.h"

#define KEY_SIZE 64

void
wording_text(const char *text, struct buf *out)
{
	quote_html(out, text);
}

void
wording_add(const struct wording *w, const char *key, struct buf *out)
{
	wording_text(w->word(w->source, key), out);
}

const char *
wording_or(const struct wording *w, const char *key, const char *other)
{
	const char *text = w->word(w->source, key);

	return text_same(text, key) ? other : text;
}

void
wording_fill(const struct wording *w, const char *key, const char *first,
    const char *second, const char *third, struct buf *out)
{
	static const char places[] = "123";
	const char *const values[] = {first, second, third};
	const char *text = w->word(w->source, key), *open, *place;
	char piece[512];
	size_t len;

	while ((open = strchr(text, '{')) != NULL) {
		len = (size_t)(open - text);
		snprintf(piece, sizeof(piece), "%.*s", (int)len, text);
		wording_text(piece, out);
		text = open;
		place = open[1] == 'n' ? places : strchr(places, open[1]);
		if (place != NULL && *place != '\0' && open[2] == '}') {
			if (values[place - places] != NULL)
				buf_text(out, values[place - places]);
			text += 3;
		} else {
			buf_char(out, *text++);
		}
	}
	wording_text(text, out);
}

const char *
wording_number(const struct wording *w, int64_t number, char text[WORDING_SIZE])
{
	const char *group = w->word(w->source, "number.group");
	char digits[24];
	size_t i, len, at = 0;

	snprintf(digits, sizeof(digits), "%lld", (long long)number);
	len = strlen(digits);
	for (i = 0; i < len && at + 8 < WORDING_SIZE; i++) {
		text[at++] = digits[i];
		if (i + 1 < len && (len - 1 - i) % 3 == 0 && digits[i] != '-')
			at += (size_t)snprintf(
			    text + at, WORDING_SIZE - at, "%.4s", group);
	}
	text[at] = '\0';
	return text;
}

const char *
wording_tenths(const struct wording *w, int tenths, char text[WORDING_SIZE])
{
	snprintf(text, WORDING_SIZE, "%d%.4s%d%%", tenths / 10,
	    w->word(w->source, "number.point"), tenths % 10);
	return text;
}

const char *
wording_percent(double share, char text[WORDING_SIZE])
{
	snprintf(text, WORDING_SIZE, "%d%%", forecast_percent(share));
	return text;
}

/* KEY.one or KEY.many.  A key has to last as long as what it gives. */
static const char *
form_of(const char *key, int64_t number, char form[KEY_SIZE])
{
	snprintf(form, KEY_SIZE, "%s.%s", key, number == 1 ? "one" : "many");
	return form;
}

const char *
wording_count(const struct wording *w, const char *key, int64_t number,
    char text[WORDING_SIZE])
{
	char form[KEY_SIZE], digits[WORDING_SIZE];
	struct buf out;

	buf_init(&out, WORDING_SIZE - 1);
	wording_fill(w, form_of(key, number, form),
	    wording_number(w, number, digits), NULL, NULL, &out);
	snprintf(text, WORDING_SIZE, "%s", out.data);
	buf_free(&out);
	return text;
}

void
wording_fill_count(const struct wording *w, const char *key, int64_t number,
    const char *first, const char *second, struct buf *out)
{
	char form[KEY_SIZE];

	wording_fill(w, form_of(key, number, form), first, second, NULL, out);
}

/* The name of a month.  A key without words is its own text: it has to last. */
static const char *
month_of(const struct wording *w, int month, char key[KEY_SIZE])
{
	snprintf(key, KEY_SIZE, "month.%d", month);
	return w->word(w->source, key);
}

const char *
wording_day(const struct wording *w, int64_t day, char text[WORDING_SIZE])
{
	struct date date = day_to_date(day);
	char key[KEY_SIZE];

	snprintf(text, WORDING_SIZE, "%d %.40s", date.day,
	    month_of(w, date.month, key));
	return text;
}

const char *
wording_month(const struct wording *w, int month, char text[WORDING_SIZE])
{
	char key[KEY_SIZE], whole[KEY_SIZE];

	snprintf(key, sizeof(key), "month.short.%d", month);
	snprintf(text, WORDING_SIZE, "%.12s",
	    wording_or(w, key, month_of(w, month, whole)));
	return text;
}
