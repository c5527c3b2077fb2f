#ifndef STORE_INTAKE_H
#define STORE_INTAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/lookup.h"

/*
 * People as lists bring them: what an import reads and writes, within one
 * transaction of its caller's.
 *
 * With each person stands the hash of the line from which the person was
 * imported, so that the same line need not be looked at again; 0 for none, as
 * for who has left.
 */

/* Begins the transaction of an import. */
int intake_transaction(struct db *db, struct err *err);

/* How many people the store may have a line of, and the highest id. */
int intake_extent(
    struct db *db, int64_t *people, int64_t *last_id, struct err *err);

/*
 * (hash, id) of all who have a line, in the order of intake_order(hash).  NULL
 * with "err".
 */
struct db_rows *intake_lines(struct db *db, struct err *err);

/* A hash as a number that sorts as the store sorts it. */
static inline uint64_t
intake_order(int64_t hash)
{
	return (uint64_t)hash ^ UINT64_C(1) << 63;
}

/*
 * Empties the way for the first list: when there is nobody yet, the indexes are
 * taken away and "*first" is set, and intake_finish makes them again.
 */
int intake_begin(struct db *db, bool *first, struct err *err);
int intake_finish(struct db *db, bool first, struct err *err);

/* Someone new: what a list says of a person.  Returns 0 or -1. */
int intake_add(
    struct db *db, const struct person *person, uint64_t hash, struct err *err);

/* The person of that key, and the hash of the line. */
enum lookup intake_find(struct db *db, const char *ref, struct person *person,
    uint64_t *hash, struct err *err);

/*
 * Writes what a list says of the person with "id", who is here again after
 * having left; an e-mail address only if that is new.  The next run looks at
 * the person.
 */
int intake_change(struct db *db, const struct person *person, uint64_t hash,
    bool new_email, struct err *err);

/* Another line that says the same. */
int intake_line(struct db *db, int64_t id, uint64_t hash, struct err *err);

/* Has left at "at": the links are withdrawn, and no line is kept. */
int intake_leave(struct db *db, int64_t id, int64_t at, struct err *err);

/* Whose mailbox this is; LOOKUP_NONE too when it is several people's. */
enum lookup intake_holder(
    struct db *db, const char *email, int64_t *id, struct err *err);

/* Takes the address away from a person, who is about to get another. */
int intake_release(struct db *db, int64_t id, struct err *err);

/* A mailbox that several people have; and at the end those that one has. */
int intake_share(struct db *db, const char *email, struct err *err);
int intake_unshare(struct db *db, struct err *err);

/*
 * (organisation id, person id) of all who have not left, by organisation.  NULL
 * with "err".
 */
struct db_rows *intake_members(struct db *db, struct err *err);

#endif
