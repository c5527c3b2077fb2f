#include <string.h>

#include "store/weekly.h"

static enum lookup
one(struct db_rows *rows, struct weekly *weekly, struct err *err)
{
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		weekly->id = db_column_int(rows, 0);
		weekly->day = db_column_int(rows, 1);
		weekly->at = db_column_int(rows, 2);
		weekly->before = db_column_int(rows, 3);
	}
	db_end(rows);
	return lookup_of(more);
}

enum lookup
weekly_get(struct db *db, int64_t id, struct weekly *weekly, struct err *err)
{
	static const char sql[] =
	    "SELECT id, day, at, before_at FROM weekly WHERE id = $1";

	return one(db_query(db, err, sql, db_int(id)), weekly, err);
}

enum lookup
weekly_last(struct db *db, struct weekly *weekly, struct err *err)
{
	static const char sql[] = "SELECT id, day, at, before_at FROM weekly"
				  " ORDER BY day DESC LIMIT 1";

	return one(db_query(db, err, sql, DB_NONE), weekly, err);
}

int
weekly_add(struct db *db, struct weekly *weekly, struct err *err)
{
	static const char sql[] = "INSERT INTO weekly (day, at, before_at)"
				  " VALUES ($1, $2, $3) RETURNING id";

	return db_number(db, err, &weekly->id, sql, db_int(weekly->day),
	    db_int(weekly->at), db_int(weekly->before));
}

int
weekly_rejoice(
    struct db *db, int64_t organisation, bool *first, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO rejoiced (organisation_id) VALUES ($1)"
	    " ON CONFLICT (organisation_id) DO NOTHING";
	int64_t changed = db_run(db, err, sql, db_int(organisation));

	*first = changed == 1;
	return changed == -1 ? -1 : 0;
}

int
weekly_resume(struct db *db, int64_t organisation, struct err *err)
{
	return db_run(db, err,
		   "DELETE FROM rejoiced WHERE organisation_id = $1",
		   db_int(organisation)) == -1
	    ? -1
	    : 0;
}

int
weekly_owner(struct db *db, const char *email, int64_t *number, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO owner (email) VALUES ($1) ON CONFLICT (email)"
	    " DO UPDATE SET email = excluded.email RETURNING -id";

	return db_number(db, err, number, sql, db_text(email));
}

enum lookup
weekly_reader(
    struct db *db, int64_t number, struct person *person, struct err *err)
{
	static const char sql[] = "SELECT email FROM owner WHERE id = $1";
	struct db_rows *rows = db_query(db, err, sql, db_int(-number));
	int more;

	memset(person, 0, sizeof(*person));
	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		person->id = number;
		person->audience = AUDIENCE_ADMIN;
		db_column_copy(rows, 0, person->email, sizeof(person->email));
	}
	db_end(rows);
	return lookup_of(more);
}
