#ifndef STORE_KEEPING_H
#define STORE_KEEPING_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * Texts that are of use for some time only: what servers answered to messages
 * and lines of lists that were refused.  Each "clear" is for within a
 * transaction.
 */

/* How many answers there are from before an instant.  Returns 0 or -1. */
int keeping_answers(
    struct db *db, int64_t before, int64_t *count, struct err *err);

/*
 * Takes those out of some messages behind "*place", which begins with 0 and
 * moves on.  Returns 1 when there are more messages, 0 at the end, -1 with
 * "err".
 */
int keeping_clear_answers(struct db *db, int64_t before, int64_t *place,
    int64_t *cleared, struct err *err);

/* How many lists with refused lines there are; and takes the lines out. */
int keeping_refusals(
    struct db *db, int64_t before, int64_t *count, struct err *err);
int keeping_clear_refusals(
    struct db *db, int64_t before, int64_t *cleared, struct err *err);

#endif
