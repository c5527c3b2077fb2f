#ifndef SCHEDULE_RUNG_H
#define SCHEDULE_RUNG_H

#include "config/config.h"
#include "model.h"

/*
 * The stage of the ladder at which a person stands today: the one that would be
 * due now if nothing had been planned yet.  NULL before the first, after the
 * person has enrolled, while a promise holds or the wave is paused.  Pure, as
 * due_find() is.
 */
const struct stage *rung_find(const struct config *config,
    const struct person *person, const struct standing *standing,
    int64_t today);

#endif
