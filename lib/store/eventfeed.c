#include "store/eventfeed.h"

int
eventfeed_last(struct db *db, int64_t *id, struct err *err)
{
	static const char sql[] = "SELECT max(id) FROM event";

	return db_number(db, err, id, sql, DB_NONE);
}

int
eventfeed_since(struct db *db, int64_t after, struct eventfeed_item *items,
    int most, struct err *err)
{
	static const char sql[] = "SELECT id, person_id FROM event"
				  " WHERE id > $1 ORDER BY id LIMIT $2";
	struct db_rows *rows =
	    db_query(db, err, sql, db_int(after), db_int(most));
	int more, n = 0;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		items[n].id = db_column_int(rows, 0);
		items[n].person = db_column_int(rows, 1);
		n++;
	}
	db_end(rows);
	return more == -1 ? -1 : n;
}
