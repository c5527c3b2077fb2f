#ifndef WEB_PORTER_H
#define WEB_PORTER_H

#include "base/err.h"
#include "db/db.h"
#include "store/hostkey.h"
#include "store/lookup.h"

/*
 * Knows the host apps that call by their keys.  A key that was found is
 * remembered for as long as nobody commits, so that one that is revoked works
 * no longer than without it, and one app's thousand calls a second do not look
 * for the same key each time.
 */
struct porter;

/* Returns 0, or -1 with "err".  Free with porter_free, which wipes the keys. */
int porter_make(struct porter **porter, struct err *err);
void porter_free(struct porter *porter);

/*
 * As hostkey_find, from several threads; "db" holds a state, or else nothing is
 * remembered.  A NULL porter looks each time.
 */
enum lookup porter_find(struct porter *porter, struct db *db, const char *key,
    struct hostkey *hostkey, struct err *err);

#endif
