#ifndef STORE_HOLDING_H
#define STORE_HOLDING_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * Each place where the store holds something of one person: what of it is told
 * to who asks for it, and how it is taken out.  Secrets, and hashes of them,
 * are never told.  A table with people in it that is not here fails a test.
 */
enum holding_kind {
	HOLDING_TEXT,
	HOLDING_NUMBER,
	HOLDING_FLAG,
	HOLDING_INSTANT,
	HOLDING_DAY,
	HOLDING_STEP, /* of a code: half minutes, told as an instant */
	HOLDING_ACTOR /* who did it, as of an event */
};

struct holding_field {
	const char *name; /* as it is told */
	enum holding_kind kind;
};

/*
 * A condition for a text: it has the name, the e-mail address or the telephone
 * number of person $1.
 */
#define HOLDING_NAMES(text)                                                    \
	"EXISTS (SELECT 1 FROM person n WHERE n.id = $1 AND"                   \
	" (" text " LIKE '%' || n.email || '%'"                                \
	" OR (n.phone <> '' AND " text " LIKE '%' || n.phone || '%')"          \
	" OR (n.name <> '' AND " text " LIKE '%' || n.name || '%')))"

#define HOLDING_FIELDS 28 /* of a row, at most */

struct holding {
	const char *table;
	const char *name; /* as it is told; NULL: nothing is */
	const char *read; /* $1 is the person; one column for each field */
	struct holding_field fields[HOLDING_FIELDS]; /* to the one without a
							name */
	const char *erase; /* $1 the same; NULL: nothing, or see the source */
};

/* All of them; the person's own row is the first. */
const struct holding *holding_all(size_t *count);

/* The rows of a place.  NULL with "err". */
struct db_rows *holding_rows(struct db *db, const struct holding *holding,
    int64_t person, struct err *err);

/*
 * Takes a person out of all of them, who has left: what counts stays, as of
 * somebody of whom nothing is known.  Within a transaction.  Returns 0 or -1.
 */
int holding_erase(struct db *db, int64_t person, int64_t now, struct err *err);

#endif
