#ifndef STORE_PASS_H
#define STORE_PASS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/lookup.h"

/*
 * The rows behind single-use tickets (enrol/ticket.h) and their receipts
 * (enrol/receipt.h), each known by a hash.
 */
struct pass {
	int64_t person;   /* id */
	const char *host; /* who asked for it; for pass_put */
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

/* A receipt of a ticket: to whom it is worth something, and how long. */
struct pass_receipt {
	const uint8_t *hash; /* HASH_SIZE bytes */
	int64_t person;
	int64_t until;
};

/*
 * Gives a ticket that was spent since "since" its one receipt: "*given" is
 * false when it was not, is another person's, or has had one.
 */
int pass_give_receipt(struct db *db, const uint8_t ticket[HASH_SIZE],
    const struct pass_receipt *receipt, int64_t since, bool *given,
    struct err *err);

/*
 * Takes it back, by its hash and person, from who asked for the ticket:
 * "*taken" is true for exactly one of those who try in time.
 */
int pass_take_receipt(struct db *db, const struct pass_receipt *receipt,
    const char *host, int64_t now, bool *taken, struct err *err);

/* Removes those of a person, good or not. */
int pass_withdraw(struct db *db, int64_t person, struct err *err);

/* Removes those that expired at "before" or earlier. */
int pass_clean(struct db *db, int64_t before, struct err *err);

#endif
