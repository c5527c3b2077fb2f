#include <stddef.h>

#include "base/day.h"
#include "schedule/holiday.h"

static bool
kings_day(struct date date, int64_t day)
{
	if (date.month != 4)
		return false;
	if (date.day == 27)
		return day_weekday(day) != SUNDAY;
	return date.day == 26 && day_weekday(day) == SATURDAY;
}

bool
holiday_dutch(int64_t day)
{
	/* New Year and Christmas; days after Easter Sunday. */
	static const struct {
		int month, day;
	} fixed[] = {{1, 1}, {12, 25}, {12, 26}};
	static const int64_t moving[] = {0, 1, 39, 49, 50};
	struct date date = day_to_date(day);
	int64_t easter = day_easter(date.year);
	size_t i;

	for (i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++) {
		if (date.month == fixed[i].month && date.day == fixed[i].day)
			return true;
	}
	for (i = 0; i < sizeof(moving) / sizeof(moving[0]); i++) {
		if (day == easter + moving[i])
			return true;
	}
	if (date.month == 5 && date.day == 5 && date.year % 5 == 0)
		return true;
	return kings_day(date, day);
}
