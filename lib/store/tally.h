#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * How many of an organisation there were at an instant, and how many of them
 * had a second factor then, as far as the store still knows.  Returns 0 or -1.
 */
int tally_team(struct db *db, int64_t organisation, int64_t at, int64_t *total,
    int64_t *enrolled, struct err *err);

#endif
