#ifndef STORE_ORGANISATION_H
#define STORE_ORGANISATION_H

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/lookup.h"

enum lookup organisation_get(struct db *db, int64_t id,
    struct organisation *organisation, struct err *err);
enum lookup organisation_find(struct db *db, const char *ref,
    struct organisation *organisation, struct err *err);

/*
 * The organisation that somebody named.  Returns 0, or -1 with "err", which is
 * ERR_DATA and says so when there is none.
 */
int organisation_named(struct db *db, const char *ref,
    struct organisation *organisation, struct err *err);

/*
 * Makes the organisation of that "ref", or gives it the name when it is
 * another; an empty name leaves the one that is there ("ref" for a new one).
 * "id" becomes the row's.  Returns 0 or -1.
 */
int organisation_put(
    struct db *db, struct organisation *organisation, struct err *err);

#endif
