#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Calendar days as numbers: days since 1970-01-01 in the proleptic Gregorian
 * calendar, whatever the zone.  Where a day meets an instant, the zone is the
 * one that clock_zone() set.
 */
#define DAY_NONE (-1)
#define DAY_WEEK 7       /* days */
#define DAY_TEXT_SIZE 11 /* "2026-10-23" and its NUL */
#define DAY_MAX 2932896  /* 9999-12-31, the last that day_text can write */

enum weekday {
	MONDAY,
	TUESDAY,
	WEDNESDAY,
	THURSDAY,
	FRIDAY,
	SATURDAY,
	SUNDAY
};

struct date {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

int64_t day_from_date(struct date date);
struct date day_to_date(int64_t day);
enum weekday day_weekday(int64_t day);

/* Easter Sunday of a year (Gregorian calendar). */
int64_t day_easter(int year);

/* Reads "2026-10-23".  Returns 0, or -1 when there is no such day. */
int day_parse(const char *text, int64_t *day);
void day_text(int64_t day, char out[DAY_TEXT_SIZE]);

/* The day in the zone to which an instant belongs. */
int64_t day_of(int64_t instant);

/* The minute of that day, by the clock on the wall: 0 to 1439. */
int day_minute_of(int64_t instant);

/*
 * The instant at which the clock on the wall says "minute" (0 to 1439) on that
 * day.  A minute that daylight saving skips gives the first moment after the
 * gap; one that comes twice gives the first of the two.
 */
int64_t day_at(int64_t day, int minute);

#endif
