#ifndef STORE_OFFER_H
#define STORE_OFFER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/lookup.h"

#define OFFER_TEXT_MAX (1024 * 1024) /* bytes; some 10,000 people */
#define OFFER_NAME_MAX 100           /* bytes of a file's name */
#define OFFER_SUM_SIZE ENCODE_HEX_SIZE(HASH_SIZE)

/*
 * A list that an administrator has sent, while it is being looked at: it
 * changes nothing until the same administrator agrees.
 */
struct offer {
	int64_t person; /* who sent it; each has one at most */
	int64_t expires_at;
	bool whole;               /* who is missing on it has left */
	char sum[OFFER_SUM_SIZE]; /* of all that was said it would do */
	char name[OFFER_NAME_MAX + 1];
	struct buf text; /* the file, byte for byte */
};

void offer_init(struct offer *offer);
void offer_free(struct offer *offer);

/* Keeps one, in place of what the person had.  Returns 0 or -1. */
int offer_put(struct db *db, const struct offer *offer, struct err *err);

/* The person's, unless it has expired, into an offer that was initialised. */
enum lookup offer_get(struct db *db, int64_t person, int64_t now,
    struct offer *offer, struct err *err);

/* Forgets the person's; and all that have expired.  Both return 0 or -1. */
int offer_drop(struct db *db, int64_t person, struct err *err);
int offer_clean(struct db *db, int64_t now, struct err *err);

#endif
