#ifndef SCHEDULE_STANDINGS_H
#define SCHEDULE_STANDINGS_H

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "model.h"

/* How every wave stands, as the store says. */
struct standings;

/* Returns 0 or -1.  Free with standings_free. */
int standings_read(struct db *db, const struct config *config,
    struct standings **standings, struct err *err);
void standings_free(struct standings *standings);

/* The standing of a wave; "", and a name that there is not, are of no wave. */
const struct standing *standings_of(
    const struct standings *standings, const char *wave);

#endif
