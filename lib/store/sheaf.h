#ifndef STORE_SHEAF_H
#define STORE_SHEAF_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/*
 * Who of an organisation has not enrolled, in the order in which sheets are
 * handed out (letterbox.h), in parts of at most SHEAF_PEOPLE.  A part begins
 * with a person and not with a number: when somebody enrols while the others
 * are printed, nobody is passed over.
 */
#define SHEAF_PEOPLE 500 /* a pack of paper; written in some 50 ms */

struct sheaf {
	int64_t first; /* id of the person it begins with */
	char from[FULL_NAME_MAX + 1], until[FULL_NAME_MAX + 1]; /* names */
};

/* Read the rows with db_next and sheaf_row, then db_end. */
struct db_rows *sheaf_all(struct db *db, int64_t organisation, struct err *err);
void sheaf_row(struct db_rows *rows, struct sheaf *sheaf);

#endif
