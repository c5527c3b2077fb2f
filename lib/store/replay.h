#ifndef STORE_REPLAY_H
#define STORE_REPLAY_H

#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/lookup.h"

/* Longest key by which a host app knows a call of its own. */
#define REPLAY_KEY_MAX 128

/* What a call was answered, for when it comes once more. */
struct replay {
	uint8_t call[HASH_SIZE]; /* what tells it from another call */
	int64_t result;          /* of enum verify_result */
	int64_t retry_at;
	int64_t at; /* when it was answered */
};

/* "host" is whose key it is.  Returns 0 or -1. */
int replay_put(struct db *db, const char *host, const char *key,
    const struct replay *replay, struct err *err);
enum lookup replay_get(struct db *db, const char *host, const char *key,
    struct replay *replay, struct err *err);

/* Forgets those that were answered before an instant.  Returns 0 or -1. */
int replay_clean(struct db *db, int64_t before, struct err *err);

#endif
