#ifndef SCHEDULE_RATION_H
#define SCHEDULE_RATION_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"

/*
 * How much a person can bear: one message a day by each channel, and "per_week"
 * in any seven days.  Days are those on which a message goes out; they never go
 * back for a channel.
 *
 * person->said has a field of RATION_BITS for each channel, so that no look
 * into the past is needed: in its upper bits how many days the channel's last
 * message lies before said_day, in the lower RATION_WEEK bits the days up to
 * that message on which there was one.
 */
#define RATION_WEEK 7
#define RATION_BITS 15 /* of four channels they fit in 63 */

bool ration_allows(const struct person *person, enum channel channel,
    int64_t day, int64_t per_week);
void ration_take(struct person *person, enum channel channel, int64_t day);

#endif
