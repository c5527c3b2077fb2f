#ifndef STORE_PAPER_H
#define STORE_PAPER_H

#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/lookup.h"

#define PAPER_KEY_ID_MAX 16 /* characters of a master key's id */

/* The rows behind start codes (enrol/startcode.h): one a person, by a hash. */
struct paper {
	int64_t person; /* id */
	uint8_t hash[HASH_SIZE];
	char key_id[PAPER_KEY_ID_MAX + 1];
	int64_t generation; /* of the person's links when it was made */
	int64_t made_at;
	int64_t expires_at;
};

enum lookup paper_of_person(
    struct db *db, int64_t person, struct paper *paper, struct err *err);
enum lookup paper_find(struct db *db, const uint8_t hash[HASH_SIZE],
    struct paper *paper, struct err *err);

/* In the place of the one that the person has.  Returns 0 or -1. */
int paper_put(struct db *db, const struct paper *paper, struct err *err);

/* Removes those that have expired.  Returns 0 or -1. */
int paper_clean(struct db *db, int64_t now, struct err *err);

#endif
