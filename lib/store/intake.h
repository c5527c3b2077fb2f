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
 */

/* Begins the transaction of an import. */
int intake_transaction(struct db *db, struct err *err);

/* The highest id that is in use; 0 for none. */
int intake_last_id(struct db *db, int64_t *last_id, struct err *err);

/*
 * Of each person the hash of the line from which the person was imported last,
 * so that the same line need not be looked at again; 0 for none, as for who has
 * left.  They are kept in pages: page n has those of the people with the ids
 * from n * INTAKE_PAGE on.
 *
 * intake_pages gives those that there are; each row has the page's number and
 * is read with intake_page.  NULL with "err".
 */
#define INTAKE_PAGE 512
struct db_rows *intake_pages(struct db *db, struct err *err);
void intake_page(struct db_rows *rows, uint64_t hashes[INTAKE_PAGE]);
int intake_put_page(struct db *db, int64_t page,
    const uint64_t hashes[INTAKE_PAGE], struct err *err);

/* No line any more, of one person.  Returns 0 or -1. */
int intake_forget(struct db *db, int64_t person, struct err *err);

/*
 * Empties the way for the first list: when there is nobody yet, the indexes are
 * taken away and "*first" is set, and intake_finish makes them again.
 */
int intake_begin(struct db *db, bool *first, struct err *err);
int intake_finish(struct db *db, bool first, struct err *err);

/*
 * Someone new: what a list says of a person.  With an "id" of 0 the engine
 * gives one.  Returns 0 or -1.
 */
int intake_add(struct db *db, const struct person *person, struct err *err);

/*
 * Writes what a list says of the person with "id", who is here again after
 * having left; an e-mail address only if that is new.  The next run looks at
 * the person.
 */
int intake_change(struct db *db, const struct person *person, bool new_email,
    struct err *err);

/* Has left at "at": the links are withdrawn. */
int intake_leave(struct db *db, int64_t id, int64_t at, struct err *err);

/* Whose mailbox this is; one of them when it is several people's. */
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
