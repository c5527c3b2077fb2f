#include <stddef.h>

#include "base/day.h"
#include "schedule/holiday.h"

#define FIXED_MAX 9 /* days of the year, with an end */
#define MOVING_MAX 6

/* Days that never move, and days after Easter Sunday; each ends with 0, NONE.
 */
#define NONE INT64_C(1000)
static const struct {
	struct {
		int month, day;
	} fixed[FIXED_MAX];
	int64_t moving[MOVING_MAX];
} calendars[COUNTRIES] = {
    [COUNTRY_NL] = {{{1, 1}, {12, 25}, {12, 26}}, {0, 1, 39, 49, 50, NONE}},
    [COUNTRY_BE] = {{{1, 1}, {5, 1}, {7, 21}, {8, 15}, {11, 1}, {11, 11},
			{12, 25}},
	{1, 39, 50, NONE}},
    [COUNTRY_DE] = {{{1, 1}, {5, 1}, {10, 3}, {12, 25}, {12, 26}},
	{-2, 1, 39, 50, NONE}},
    [COUNTRY_FR] = {{{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1},
			{11, 11}, {12, 25}},
	{1, 39, 50, NONE}},
    [COUNTRY_LU] = {{{1, 1}, {5, 1}, {5, 9}, {6, 23}, {8, 15}, {11, 1},
			{12, 25}, {12, 26}},
	{1, 39, 50, NONE}},
};

static bool
kings_day(struct date date, int64_t day)
{
	if (date.month != 4)
		return false;
	if (date.day == 27)
		return day_weekday(day) != SUNDAY;
	return date.day == 26 && day_weekday(day) == SATURDAY;
}

/* What is a holiday in some years only. */
static bool
special(enum country country, struct date date, int64_t day)
{
	if (country != COUNTRY_NL)
		return false;
	return kings_day(date, day) ||
	    (date.month == 5 && date.day == 5 && date.year % 5 == 0);
}

bool
holiday_in(enum country country, int64_t day)
{
	struct date date = day_to_date(day);
	int64_t easter = day_easter(date.year);
	size_t i;

	for (i = 0; calendars[country].fixed[i].month != 0; i++) {
		if (date.month == calendars[country].fixed[i].month &&
		    date.day == calendars[country].fixed[i].day)
			return true;
	}
	for (i = 0; calendars[country].moving[i] != NONE; i++) {
		if (day == easter + calendars[country].moving[i])
			return true;
	}
	return special(country, date, day);
}
