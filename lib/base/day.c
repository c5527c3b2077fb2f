#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/day.h"

#define DAYS_PER_ERA 146097 /* 400 years */
#define EPOCH_OFFSET 719468 /* from 0000-03-01 to 1970-01-01 */

/* Years are counted from March, so that the leap day comes last. */
int64_t
day_from_date(struct date date)
{
	int64_t year = date.month <= 2 ? date.year - 1 : date.year;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t month = (date.month + 9) % 12;
	int64_t of_year = (153 * month + 2) / 5 + date.day - 1;

	return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - EPOCH_OFFSET;
}

struct date
day_to_date(int64_t day)
{
	int64_t shifted = day + EPOCH_OFFSET;
	int64_t era = (shifted >= 0 ? shifted : shifted - DAYS_PER_ERA + 1) /
	    DAYS_PER_ERA;
	int64_t of_era = shifted - era * DAYS_PER_ERA;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 -
			   of_era / (DAYS_PER_ERA - 1)) /
	    365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;
	struct date date;

	date.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(year + era * 400 + (date.month <= 2));
	return date;
}

enum weekday
day_weekday(int64_t day)
{
	int64_t since_monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (enum weekday)(
	    since_monday < 0 ? since_monday + 7 : since_monday);
}

int64_t
day_easter(int year)
{
	/* The "anonymous Gregorian" computus: golden number, epact, Sunday. */
	int golden = year % 19, century = year / 100, rest = year % 100;
	int leap = century - (century + 8) / 25;
	int epact =
	    (19 * golden + century - century / 4 - (leap + 1) / 3 + 15) % 30;
	int sunday =
	    (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
	int late = (golden + 11 * epact + 22 * sunday) / 451;
	int days = epact + sunday - 7 * late + 114;

	return day_from_date((struct date){year, days / 31, days % 31 + 1});
}

int
day_parse(const char *text, int64_t *day)
{
	struct date date = {0, 0, 0}, back;
	int i;

	if (strlen(text) != DAY_TEXT_SIZE - 1)
		return -1;
	for (i = 0; i < DAY_TEXT_SIZE - 1; i++) {
		int digit = text[i] - '0';
		int *part = i < 4 ? &date.year
		    : i < 7       ? &date.month
				  : &date.day;

		if (i == 4 || i == 7) {
			if (text[i] != '-')
				return -1;
			continue;
		}
		if (digit < 0 || digit > 9)
			return -1;
		*part = *part * 10 + digit;
	}
	if (date.month < 1 || date.month > 12 || date.day < 1)
		return -1;
	*day = day_from_date(date);
	back = day_to_date(*day);
	return back.month == date.month && back.day == date.day ? 0 : -1;
}

void
day_text(int64_t day, char out[DAY_TEXT_SIZE])
{
	struct date date;

	if (day < 0)
		day = 0;
	if (day > DAY_MAX)
		day = DAY_MAX;
	date = day_to_date(day);
	out[0] = (char)('0' + date.year / 1000);
	out[1] = (char)('0' + date.year / 100 % 10);
	out[2] = (char)('0' + date.year / 10 % 10);
	out[3] = (char)('0' + date.year % 10);
	out[4] = '-';
	out[5] = (char)('0' + date.month / 10);
	out[6] = (char)('0' + date.month % 10);
	out[7] = '-';
	out[8] = (char)('0' + date.day / 10);
	out[9] = (char)('0' + date.day % 10);
	out[10] = '\0';
}

static struct tm
wall(int64_t instant)
{
	time_t t = (time_t)instant;
	struct tm tm;

	memset(&tm, 0, sizeof(tm));
	localtime_r(&t, &tm);
	return tm;
}

int64_t
day_of(int64_t instant)
{
	struct tm tm = wall(instant);

	return day_from_date(
	    (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday});
}

int
day_minute_of(int64_t instant)
{
	struct tm tm = wall(instant);

	return tm.tm_hour * 60 + tm.tm_min;
}

/* Whether the clock on the wall stands at or after day and minute. */
static bool
reached(int64_t instant, int64_t day, int minute)
{
	int64_t today = day_of(instant);

	return today > day ||
	    (today == day && day_minute_of(instant) >= minute);
}

int64_t
day_at(int64_t day, int minute)
{
	/*
	 * The first minute at which the wall has reached the time lies within a
	 * day of the same time in UTC.  mktime() is of no use here: where a
	 * time comes twice or never, what it answers differs from system to
	 * system.
	 */
	int64_t base = day * CLOCK_DAY + minute * CLOCK_MINUTE;
	int64_t offset = base -
	    (day_of(base) * CLOCK_DAY + day_minute_of(base) * CLOCK_MINUTE);
	int64_t guess = base + offset, best = guess, step;

	/* Zones change by at most two hours, on a quarter of an hour. */
	for (step = -2 * CLOCK_HOUR; step <= 2 * CLOCK_HOUR;
	     step += 15 * CLOCK_MINUTE) {
		if (reached(guess + step, day, minute)) {
			best = guess + step;
			break;
		}
	}
	/* After a gap the time sought lies between two such quarters. */
	while (reached(best - CLOCK_MINUTE, day, minute))
		best -= CLOCK_MINUTE;
	return best;
}
