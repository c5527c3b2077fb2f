#ifndef STORE_PASS_H
#define STORE_PASS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/lookup.h"

/*
 * The rows behind single-use tickets (enrol/ticket.h), known by a hash.
 */
struct pass {
	int64_t person; /* id */
	int64_t expires_at;
	int64_t used_at;
};

#define PASS_RETURN_MAX 512 /* bytes of the address to go back to */

int pass_put(struct db *db, const uint8_t hash[HASH_SIZE],
    const struct pass *pass, const char *return_to, struct err *err);

enum lookup pass_get(struct db *db, const uint8_t hash[HASH_SIZE],
    struct pass *pass, char return_to[PASS_RETURN_MAX + 1], struct err *err);

/* Spends it: "*spent" is true for exactly one of those who try. */
int pass_spend(struct db *db, const uint8_t hash[HASH_SIZE], int64_t now,
    bool *spent, struct err *err);

/* Removes those of a person, good or not. */
int pass_withdraw(struct db *db, int64_t person, struct err *err);

/* Removes those that have expired. */
int pass_clean(struct db *db, int64_t now, struct err *err);

#endif
