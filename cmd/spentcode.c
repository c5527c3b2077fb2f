#include <stdio.h>

#include "base/day.h"
#include "spentcode.h"

#define TIME_SIZE 16  /* bytes of "14:05" */
#define DAY_WORDS 200 /* bytes of a day in words */

static void
fill(const void *about, const struct catalogue *words, struct value *data)
{
	const int64_t *at = about;
	unsigned int minute = (unsigned int)day_minute_of(*at);
	char time[TIME_SIZE];
	struct buf day;

	snprintf(time, sizeof(time), "%02u:%02u", minute / 60, minute % 60);
	buf_init(&day, DAY_WORDS);
	catalogue_day(words, day_of(*at), &day);
	value_set(data, "used_day", day.data);
	value_set(data, "used_time", time);
	buf_free(&day);
}

int
spentcode_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err)
{
	struct letter full = *letter;

	if (about <= 0)
		about = set->desk.now;
	full.more = fill;
	full.about = &about;
	return letter_mail(set->templates, &full, out, err);
}
