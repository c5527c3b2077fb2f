#ifndef SCHEDULE_HOLIDAY_H
#define SCHEDULE_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Whether a day is a Dutch public holiday on which offices are closed: New
 * Year, Easter (both days), King's Day (27 April, the 26th when that is a
 * Sunday), Liberation Day in years that end in 0 or 5, Ascension, Whitsun (both
 * days), Christmas (both days).
 */
bool holiday_dutch(int64_t day);

#endif
