#include <stddef.h>

#include "store/imported.h"

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

int
imported_add(struct db *db, struct imported *imported, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO imported (at, organisation_id, file, sha256, added,"
	    " changed, unchanged, back, gone, refused, taken, trouble,"
	    " refusals) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
	    " $12, $13) RETURNING id";

	return db_number(db, err, &imported->id, sql, db_int(imported->at),
	    db_int(imported->organisation), db_text(imported->file),
	    db_text(imported->sha256), db_int(imported->added),
	    db_int(imported->changed), db_int(imported->unchanged),
	    db_int(imported->back), db_int(imported->left),
	    db_int(imported->refused), db_int(!imported->refused_whole),
	    db_text(or_empty(imported->trouble)),
	    db_text(or_empty(imported->refusals)));
}

enum lookup
imported_get(struct db *db, int64_t id, struct imported *imported,
    struct db_rows **rows, struct err *err)
{
	static const char sql[] =
	    "SELECT at, organisation_id, file, sha256, added, changed,"
	    " unchanged, back, gone, refused, taken, trouble, refusals"
	    " FROM imported WHERE id = $1";
	int more;

	*rows = db_query(db, err, sql, db_int(id));
	if (*rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(*rows, err);
	if (more == 1)
		*imported = (struct imported){.id = id,
		    .at = db_column_int(*rows, 0),
		    .organisation = db_column_int(*rows, 1),
		    .file = db_column_text(*rows, 2),
		    .sha256 = db_column_text(*rows, 3),
		    .added = db_column_int(*rows, 4),
		    .changed = db_column_int(*rows, 5),
		    .unchanged = db_column_int(*rows, 6),
		    .back = db_column_int(*rows, 7),
		    .left = db_column_int(*rows, 8),
		    .refused = db_column_int(*rows, 9),
		    .refused_whole = db_column_int(*rows, 10) == 0,
		    .trouble = db_column_text(*rows, 11),
		    .refusals = db_column_text(*rows, 12)};
	return lookup_of(more);
}

enum lookup
imported_before(struct db *db, const char *sha256, int64_t *at, struct err *err)
{
	static const char sql[] = "SELECT max(at) FROM imported"
				  " WHERE sha256 = $1 AND taken = 1";

	if (db_number(db, err, at, sql, db_text(sha256)) == -1)
		return LOOKUP_FAILED;
	return *at == 0 ? LOOKUP_NONE : LOOKUP_FOUND;
}
