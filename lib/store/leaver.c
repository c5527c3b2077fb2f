#include "store/leaver.h"

#define SENDING                                                                \
	"EXISTS (SELECT 1 FROM message m WHERE m.person_id = p.id"             \
	" AND m.state = 'sending')"
#define GONE                                                                   \
	" FROM person p WHERE p.left_at > 0 AND p.left_at < $1"                \
	" AND p.erased_at = 0 AND NOT " SENDING

int
leaver_is_written_to(
    struct db *db, int64_t person, bool *written, struct err *err)
{
	static const char sql[] =
	    "SELECT count(*) FROM person p WHERE p.id = $1 AND " SENDING;
	int64_t count;

	if (db_number(db, err, &count, sql, db_int(person)) == -1)
		return -1;
	*written = count > 0;
	return 0;
}

int
leaver_before(
    struct db *db, int64_t before, int64_t *people, int size, struct err *err)
{
	static const char sql[] =
	    "SELECT p.id" GONE " ORDER BY p.left_at, p.id LIMIT $2";
	struct db_rows *rows;
	int n = 0, more;

	rows = db_query(db, err, sql, db_int(before), db_int(size));
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1)
		people[n++] = db_column_int(rows, 0);
	db_end(rows);
	return more == -1 ? -1 : n;
}

int
leaver_count(struct db *db, int64_t before, int64_t *count, struct err *err)
{
	static const char sql[] = "SELECT count(*)" GONE;

	return db_number(db, err, count, sql, db_int(before));
}
