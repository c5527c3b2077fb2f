#include "store/setting.h"

enum lookup
setting_get(struct db *db, const char *name, char value[SETTING_MAX + 1],
    struct err *err)
{
	static const char sql[] = "SELECT value FROM setting WHERE name = $1";
	struct db_rows *rows = db_query(db, err, sql, db_text(name));
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1)
		db_column_copy(rows, 0, value, SETTING_MAX + 1);
	db_end(rows);
	return lookup_of(more);
}

int
setting_put(struct db *db, const char *name, const char *value, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO setting (name, value) VALUES ($1, $2)"
	    " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

	return db_run(db, err, sql, db_text(name), db_text(value)) == -1 ? -1
									 : 0;
}
