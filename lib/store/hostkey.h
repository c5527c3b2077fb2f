#ifndef STORE_HOSTKEY_H
#define STORE_HOSTKEY_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/lookup.h"
#include "store/scope.h"

/* "tfh_" and 32 random bytes in base64url, and the NUL. */
#define HOSTKEY_SIZE 48

struct hostkey {
	char name[LABEL_MAX + 1]; /* the host app's */
	unsigned int scopes;      /* bit 1 << enum scope */
	int64_t made_at;
};

/*
 * A new key for a host app's calls, under a name of its own; in place of the
 * one that had the name before.  Only its SHA-256 is stored.
 */
int hostkey_make(struct db *db, const struct hostkey *hostkey,
    char key[HOSTKEY_SIZE], struct err *err);

/* Whose key this is, and for what. */
enum lookup hostkey_find(
    struct db *db, const char *key, struct hostkey *hostkey, struct err *err);

/* From now on the key of that name is none. */
enum lookup hostkey_revoke(struct db *db, const char *name, struct err *err);

/* All keys, by name; each row is read with hostkey_row.  NULL with "err". */
struct db_rows *hostkey_all(struct db *db, struct err *err);
void hostkey_row(struct db_rows *rows, struct hostkey *hostkey);

#endif
