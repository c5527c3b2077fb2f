#ifndef STORE_MASTERKEY_H
#define STORE_MASTERKEY_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * What in the store was made under a master key, which is known here by its id
 * alone.
 */

/* How many people have recovery codes under it that are not used yet. */
int masterkey_recoveries(
    struct db *db, const char *id, int64_t *people, struct err *err);

/* How many start codes made under it work at "now". */
int masterkey_papers(struct db *db, const char *id, int64_t now, int64_t *codes,
    struct err *err);

/*
 * Until when a link made under it may work, once it is no longer the current
 * key: 0 for not known.  Noted with masterkey_note_links, unless it was before;
 * masterkey_no_links is for a key that is the current one.
 */
int masterkey_links(
    struct db *db, const char *id, int64_t *until, struct err *err);
int masterkey_note_links(
    struct db *db, const char *id, int64_t until, struct err *err);
int masterkey_no_links(struct db *db, const char *id, struct err *err);

/*
 * Removes the recovery codes and the start codes made under it.  Within a
 * transaction.
 */
int masterkey_forget(struct db *db, const char *id, struct err *err);

#endif
