#ifndef STORE_EVENTPAST_H
#define STORE_EVENTPAST_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * Takes the details out of a person's events, which stay in the chain, and of
 * those about whom to ask somewhere when they name the person.  Of a telephone
 * call its outcome stays, which is counted.  Within a transaction.  Returns how
 * many, or -1.
 */
int64_t eventpast_forget(struct db *db, int64_t person, struct err *err);

/*
 * The same for those of anybody from before an instant.  It goes on where it
 * was the last time.  Within a transaction.  Returns 1 when there may be more,
 * 0 at the end, -1 with "err"; "*forgotten" is how many it were.
 */
int eventpast_forget_old(
    struct db *db, int64_t before, int64_t *forgotten, struct err *err);

/* How many that would be in all.  Returns 0 or -1. */
int eventpast_count_old(
    struct db *db, int64_t before, int64_t *count, struct err *err);

#endif
