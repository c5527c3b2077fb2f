#ifndef STORE_THROTTLE_H
#define STORE_THROTTLE_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/* What a person can be wrong about, each counted apart. */
#define THROTTLE_CODE "code"
#define THROTTLE_PROOF "proof"

#define THROTTLE_MAX 100 /* failures in a row until someone resets it */

struct throttle {
	int64_t failures; /* in a row */
	int64_t retry_at; /* nothing is looked at before */
};

/* Zeros for someone who was never wrong.  Each returns 0 or -1. */
int throttle_get(struct db *db, int64_t person, const char *subject,
    struct throttle *throttle, struct err *err);
int throttle_put(struct db *db, int64_t person, const char *subject,
    const struct throttle *throttle, struct err *err);

/* Forgets the failures of one subject, or with NULL of all. */
int throttle_clear(
    struct db *db, int64_t person, const char *subject, struct err *err);

#endif
