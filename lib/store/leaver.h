#ifndef STORE_LEAVER_H
#define STORE_LEAVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/* Who has left, and is not erased yet. */

/* Whether a message to a person is on its way now.  Returns 0 or -1. */
int leaver_is_written_to(
    struct db *db, int64_t person, bool *written, struct err *err);

/*
 * The first "size" people who left before an instant, the earliest first, and
 * have no message on its way.  Returns how many, or -1.
 */
#define LEAVER_MOST 1000
int leaver_before(
    struct db *db, int64_t before, int64_t *people, int size, struct err *err);

/* How many those are.  Returns 0 or -1. */
int leaver_count(
    struct db *db, int64_t before, int64_t *count, struct err *err);

#endif
