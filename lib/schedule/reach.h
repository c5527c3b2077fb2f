#ifndef SCHEDULE_REACH_H
#define SCHEDULE_REACH_H

#include "config/config.h"
#include "model.h"

/*
 * By which of a stage's channels this person can be reached at all; bits of
 * enum channel.  Of channels that come in turn it is the one whose turn it is:
 * the next one after each "escalate_after" messages without a sign of life.
 */
unsigned int reach_channels(const struct config *config,
    const struct person *person, const struct stage *stage);

#endif
