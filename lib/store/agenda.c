#include <stdlib.h>

#include "store/agenda.h"

#define IDS_FIRST 256 /* of those who are due; doubled when full */

int
agenda_planned(struct db *db, const struct person *p, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET planned_until = $2, next_due_at = $3,"
	    " noticed_until = $4, explained_day = $5, said_day = $6,"
	    " said = $7, silent = $8 WHERE id = $1";

	return db_run(db, err, sql, db_int(p->id), db_int(p->planned_until),
		   db_int(p->next_due_at), db_int(p->noticed_until),
		   db_int(p->explained_day), db_int(p->said_day),
		   db_int(p->said), db_int(p->silent)) == -1
	    ? -1
	    : 0;
}

int
agenda_due(
    struct db *db, int64_t now, int64_t **ids, size_t *count, struct err *err)
{
	static const char sql[] = "SELECT id FROM person"
				  " WHERE next_due_at > 0 AND next_due_at <= $1"
				  " ORDER BY id";
	struct db_rows *rows = db_query(db, err, sql, db_int(now));
	int64_t *list = NULL, *more;
	size_t size = 0, n = 0;
	int rc;

	*ids = NULL;
	*count = 0;
	if (rows == NULL)
		return -1;
	while ((rc = db_next(rows, err)) == 1) {
		if (n == size) {
			size = size == 0 ? IDS_FIRST : 2 * size;
			more = realloc(list, size * sizeof(*list));
			if (more == NULL) {
				rc = err_memory(err);
				break;
			}
			list = more;
		}
		list[n++] = db_column_int(rows, 0);
	}
	db_end(rows);
	if (rc == -1) {
		free(list);
		return -1;
	}
	*ids = list;
	*count = n;
	return 0;
}

int
agenda_look_again(struct db *db, struct err *err)
{
	static const char sql[] = "UPDATE person SET next_due_at = 1"
				  " WHERE next_due_at <> 1";

	return db_run(db, err, sql, DB_NONE) == -1 ? -1 : 0;
}

int
agenda_look_again_one(struct db *db, int64_t id, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET next_due_at = 1 WHERE id = $1";

	return db_run(db, err, sql, db_int(id)) == -1 ? -1 : 0;
}

int
agenda_look_again_wave(struct db *db, const char *wave, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET next_due_at = 1 WHERE wave = $1";

	return db_run(db, err, sql, db_text(wave)) == -1 ? -1 : 0;
}

int
agenda_look_again_organisation(
    struct db *db, int64_t organisation, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET next_due_at = 1 WHERE organisation_id = $1";

	return db_run(db, err, sql, db_int(organisation)) == -1 ? -1 : 0;
}
