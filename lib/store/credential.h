#ifndef STORE_CREDENTIAL_H
#define STORE_CREDENTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/lookup.h"

#define CREDENTIAL_SEALED_MAX 128 /* bytes of a sealed secret */

/*
 * A person has one secret in use; and beside it, or before there is one, a
 * newer one may wait for its first code.
 */
struct credential {
	uint8_t sealed[CREDENTIAL_SEALED_MAX];
	size_t len;
	bool waiting; /* its first code has not come yet */
	int64_t made_at;
	int64_t confirmed_at; /* 0 while it waits */
	int64_t last_step;    /* of the last code accepted */
};

/* Which secret of two is wanted; where there is one, it is that. */
enum credential_wanted {
	CREDENTIAL_IN_USE,
	CREDENTIAL_WAITING
};

enum lookup credential_get(struct db *db, int64_t person,
    enum credential_wanted wanted, struct credential *credential,
    struct err *err);

/*
 * A new secret that waits, in place of another that waited; one in use stays
 * so.  Returns 0 or -1.
 */
int credential_put(struct db *db, int64_t person, const void *sealed,
    size_t len, int64_t now, struct err *err);

/*
 * Takes the code of "step" for the secret in use, once: "*accepted" is false
 * when that step or a later one was taken before.  Returns 0 or -1.
 */
int credential_accept(struct db *db, int64_t person, int64_t step,
    bool *accepted, struct err *err);

/*
 * The code of "step" is the first one of the secret that waits: it is the one
 * in use from now on, and "*replaced" says whether it took another's place.
 * Within a transaction.  Returns 0 or -1.
 */
int credential_confirm(struct db *db, int64_t person, int64_t step, int64_t now,
    bool *replaced, struct err *err);

/* One of all the secrets, as they are gone along when the key changes. */
struct credential_place {
	int64_t person;
	bool waiting;
};
struct credential_sealed {
	struct credential_place place;
	uint8_t sealed[CREDENTIAL_SEALED_MAX];
	size_t len; /* 0: longer than one can be */
};

/*
 * The first "size" secrets behind a place, which is {0} for the beginning.
 * Returns how many there are, fewer than "size" only at the end; or -1.
 */
int credential_behind(struct db *db, const struct credential_place *place,
    struct credential_sealed *out, int size, struct err *err);

/* The same secret, sealed anew.  Returns 0 or -1. */
int credential_reseal(struct db *db, const struct credential_place *place,
    const void *sealed, size_t len, struct err *err);

/* How many secrets there are.  Returns 0 or -1. */
int credential_count(struct db *db, int64_t *count, struct err *err);

/* Removes both secrets and the recovery codes. */
int credential_remove(struct db *db, int64_t person, struct err *err);

/* A recovery code's hash, and the id of the master key in it. */
int credential_recovery(struct db *db, int64_t person, const char *key_id,
    const uint8_t hash[HASH_SIZE], struct err *err);

/*
 * Marks a recovery code as used: "*spent" is true when it was there and had not
 * been used.  Returns 0 or -1.
 */
int credential_spend_recovery(struct db *db, int64_t person,
    const uint8_t hash[HASH_SIZE], int64_t now, bool *spent, struct err *err);

/* Removes the recovery codes, before new ones are made. */
int credential_no_recovery(struct db *db, int64_t person, struct err *err);

#endif
