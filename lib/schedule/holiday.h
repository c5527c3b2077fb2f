#ifndef SCHEDULE_HOLIDAY_H
#define SCHEDULE_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"

/*
 * Whether a day is a public holiday in the whole country, on which offices are
 * closed.  In the Netherlands that is New Year, Easter (both days), King's Day
 * (27 April, the 26th when that is a Sunday), Liberation Day in years that end
 * in 0 or 5, Ascension, Whitsun (both days), Christmas (both days); in Belgium,
 * Germany, France and Luxembourg the legal holidays of all regions.
 */
bool holiday_in(enum country country, int64_t day);

#endif
