#include "store/imported.h"

int
imported_add(struct db *db, struct imported *imported, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO imported (at, organisation_id, file, sha256, added,"
	    " changed, unchanged, back, gone, refused)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";

	return db_number(db, err, &imported->id, sql, db_int(imported->at),
	    db_int(imported->organisation), db_text(imported->file),
	    db_text(imported->sha256), db_int(imported->added),
	    db_int(imported->changed), db_int(imported->unchanged),
	    db_int(imported->back), db_int(imported->left),
	    db_int(imported->refused));
}

enum lookup
imported_before(struct db *db, const char *sha256, int64_t *at, struct err *err)
{
	static const char sql[] =
	    "SELECT max(at) FROM imported WHERE sha256 = $1";

	if (db_number(db, err, at, sql, db_text(sha256)) == -1)
		return LOOKUP_FAILED;
	return *at == 0 ? LOOKUP_NONE : LOOKUP_FOUND;
}
