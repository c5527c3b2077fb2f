#include "store/keeping.h"

#define SOME 20000 /* messages that are looked at in a transaction */

int
keeping_answers(struct db *db, int64_t before, int64_t *count, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM message"
				  " WHERE detail <> '' AND changed_at < $1";

	return db_number(db, err, count, sql, db_int(before));
}

int
keeping_clear_answers(struct db *db, int64_t before, int64_t *place,
    int64_t *cleared, struct err *err)
{
	static const char newest[] = "SELECT max(id) FROM message";
	static const char sql[] =
	    "UPDATE message SET detail = '' WHERE id > $1 AND id <= $2"
	    " AND detail <> '' AND changed_at < $3";
	int64_t last;

	if (db_number(db, err, &last, newest, DB_NONE) == -1)
		return -1;
	*cleared = db_run(db, err, sql, db_int(*place), db_int(*place + SOME),
	    db_int(before));
	if (*cleared == -1)
		return -1;
	*place += SOME;
	return *place < last;
}

int
keeping_refusals(struct db *db, int64_t before, int64_t *count, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM imported"
				  " WHERE refusals <> '' AND at < $1";

	return db_number(db, err, count, sql, db_int(before));
}

int
keeping_clear_refusals(
    struct db *db, int64_t before, int64_t *cleared, struct err *err)
{
	static const char sql[] = "UPDATE imported SET refusals = ''"
				  " WHERE refusals <> '' AND at < $1";

	*cleared = db_run(db, err, sql, db_int(before));
	return *cleared == -1 ? -1 : 0;
}
