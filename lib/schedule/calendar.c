#include <stddef.h>

#include "base/day.h"
#include "schedule/calendar.h"
#include "schedule/holiday.h"

/* The configuration makes sure that some weekday is one for sending. */
#define SEARCH_MAX 3660 /* days; ten years of holidays without an end */

bool
calendar_is_sending_day(const struct send *send, int64_t day)
{
	size_t i;
	int country;

	if ((send->weekdays & 1U << day_weekday(day)) == 0)
		return false;
	for (country = 0; country < COUNTRIES; country++) {
		if ((send->holidays & 1U << country) != 0 &&
		    holiday_in((enum country)country, day))
			return false;
	}
	for (i = 0; i < send->day_off_count; i++) {
		if (send->days_off[i] == day)
			return false;
	}
	return true;
}

int64_t
calendar_sending_day(const struct send *send, int64_t day)
{
	int64_t last = day + SEARCH_MAX;

	while (day < last && !calendar_is_sending_day(send, day))
		day++;
	return day;
}

int64_t
calendar_opening(const struct send *send, int64_t day)
{
	return day_at(calendar_sending_day(send, day), send->from);
}

int64_t
calendar_next(const struct send *send, int64_t instant)
{
	int64_t day = day_of(instant);
	int minute = day_minute_of(instant);

	if (!calendar_is_sending_day(send, day) || minute >= send->until)
		return calendar_opening(send, day + 1);
	if (minute < send->from)
		return day_at(day, send->from);
	return instant;
}
