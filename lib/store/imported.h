#ifndef STORE_IMPORTED_H
#define STORE_IMPORTED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "store/lookup.h"

/* A list that was imported, or was to be. */
struct imported {
	int64_t id;
	int64_t at;
	int64_t organisation; /* whose list it was; 0 of several */
	const char *file;     /* its name */
	const char *sha256;   /* of the file, in hex; "" when not read */
	bool refused_whole;   /* nothing was changed */
	const char *trouble;  /* why, when it was not for its lines; or NULL */
	const char *refusals; /* some lines, in the form of who wrote them; or
				 NULL */
	int64_t added, changed, unchanged, back, left, refused;
};

/* Adds one; "id" becomes the row's.  Returns 0 or -1. */
int imported_add(struct db *db, struct imported *imported, struct err *err);

/*
 * One of them: "*rows" is NULL, or to be ended with db_end, until when the
 * texts live.
 */
enum lookup imported_get(struct db *db, int64_t id, struct imported *imported,
    struct db_rows **rows, struct err *err);

/* When a file with that hash was imported last. */
enum lookup imported_before(
    struct db *db, const char *sha256, int64_t *at, struct err *err);

#endif
