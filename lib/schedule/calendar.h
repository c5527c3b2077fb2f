#ifndef SCHEDULE_CALENDAR_H
#define SCHEDULE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"

/* Whether mail may go out on that day at all. */
bool calendar_is_sending_day(const struct send *send, int64_t day);

/* The first sending day that is not before "day". */
int64_t calendar_sending_day(const struct send *send, int64_t day);

/* The instant at which sending begins on the first sending day from "day" on.
 */
int64_t calendar_opening(const struct send *send, int64_t day);

/* The first instant, "instant" or later, at which mail may go out. */
int64_t calendar_next(const struct send *send, int64_t instant);

#endif
