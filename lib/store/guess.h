#ifndef STORE_GUESS_H
#define STORE_GUESS_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * How often something was wrong that could be anybody's, by the hour: of one
 * subject, or of all together.
 */
#define GUESS_ALL "*"

/* Within one hour, counted from 1970.  Each returns 0 or -1. */
int guess_times(struct db *db, const char *subject, int64_t hour,
    int64_t *times, struct err *err);
int guess_count(
    struct db *db, const char *subject, int64_t hour, struct err *err);

/* Forgets the hours before that one. */
int guess_clean(struct db *db, int64_t hour, struct err *err);

#endif
