#include "store/tally.h"

int
tally_team(struct db *db, int64_t organisation, int64_t at, int64_t *total,
    int64_t *enrolled, struct err *err)
{
	static const char sql[] =
	    "SELECT count(*), count(*) FILTER (WHERE enrolled_at > 0"
	    " AND enrolled_at <= $2) FROM person"
	    " WHERE organisation_id = $1 AND (left_at = 0 OR left_at > $2)";
	struct db_rows *rows =
	    db_query(db, err, sql, db_int(organisation), db_int(at));
	int more;

	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	*total = more == 1 ? db_column_int(rows, 0) : 0;
	*enrolled = more == 1 ? db_column_int(rows, 1) : 0;
	db_end(rows);
	return more == -1 ? -1 : 0;
}
