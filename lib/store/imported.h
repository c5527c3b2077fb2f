#ifndef STORE_IMPORTED_H
#define STORE_IMPORTED_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "store/lookup.h"

/* A list that was imported. */
struct imported {
	int64_t id;
	int64_t at;
	int64_t organisation; /* whose list it was; 0 of several */
	const char *file;     /* its name */
	const char *sha256;   /* of the file, in hex */
	int64_t added, changed, unchanged, back, left, refused;
};

/* Adds one; "id" becomes the row's.  Returns 0 or -1. */
int imported_add(struct db *db, struct imported *imported, struct err *err);

/* When a file with that hash was imported last. */
enum lookup imported_before(
    struct db *db, const char *sha256, int64_t *at, struct err *err);

#endif
