#ifndef STORE_CONTACT_H
#define STORE_CONTACT_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * Whom the people of an organisation may ask there, in its own words: "Kim de
 * Boer, toestel 214".  It stands on a page that everybody can open.
 */
#define CONTACT_MAX 200 /* bytes; a name, a place, a number, hours */

/* "" when there is none.  Returns 0 or -1. */
int contact_get(struct db *db, int64_t organisation,
    char contact[CONTACT_MAX + 1], struct err *err);

/* "" takes it away.  Returns 0 or -1. */
int contact_put(
    struct db *db, int64_t organisation, const char *contact, struct err *err);

#endif
