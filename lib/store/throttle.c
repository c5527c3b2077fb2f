#include "store/throttle.h"

int
throttle_get(struct db *db, int64_t person, const char *subject,
    struct throttle *throttle, struct err *err)
{
	static const char sql[] = "SELECT failures, retry_at FROM throttle"
				  " WHERE person_id = $1 AND subject = $2";
	struct db_rows *rows;
	int more;

	*throttle = (struct throttle){0};
	rows = db_query(db, err, sql, db_int(person), db_text(subject));
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1) {
		throttle->failures = db_column_int(rows, 0);
		throttle->retry_at = db_column_int(rows, 1);
	}
	db_end(rows);
	return more == -1 ? -1 : 0;
}

int
throttle_put(struct db *db, int64_t person, const char *subject,
    const struct throttle *throttle, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO throttle (person_id, subject, failures, retry_at)"
	    " VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, subject)"
	    " DO UPDATE SET failures = excluded.failures,"
	    " retry_at = excluded.retry_at";

	return db_run(db, err, sql, db_int(person), db_text(subject),
		   db_int(throttle->failures), db_int(throttle->retry_at)) == -1
	    ? -1
	    : 0;
}

int
throttle_clear(
    struct db *db, int64_t person, const char *subject, struct err *err)
{
	static const char sql[] = "DELETE FROM throttle WHERE person_id = $1"
				  " AND subject = coalesce($2, subject)";

	return db_run(db, err, sql, db_int(person), db_text(subject)) == -1 ? -1
									    : 0;
}
