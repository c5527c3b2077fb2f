#ifndef SCHEDULE_ALMANAC_H
#define SCHEDULE_ALMANAC_H

#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"

/* Which institution is closed on which days. */
struct almanac;

/*
 * With what the store has: a calendar's organisation that nobody is of yet
 * comes in by the next reading.  Returns 0 or -1.  Free with almanac_free.
 */
int almanac_read(struct db *db, const struct config *config,
    struct almanac **almanac, struct err *err);
void almanac_free(struct almanac *almanac);

/* When mail may go to the people of an organisation, by its row id. */
const struct send *almanac_of(
    const struct almanac *almanac, int64_t organisation);

/* The first instant, "instant" or later, at which mail may go to anybody. */
int64_t almanac_next(const struct almanac *almanac, int64_t instant);

#endif
