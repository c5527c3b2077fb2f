#include "store/sheaf.h"

struct db_rows *
sheaf_all(struct db *db, int64_t organisation, struct err *err)
{
	static const char sql[] =
	    "WITH numbered AS (SELECT id, name,"
	    "   row_number() OVER (ORDER BY name, id) - 1 AS n"
	    "   FROM person WHERE organisation_id = $1"
	    "   AND left_at = 0 AND enrolled_at = 0),"
	    " parted AS (SELECT id, name, n % $2 AS place, n / $2 AS part"
	    "   FROM numbered)"
	    " SELECT max(id) FILTER (WHERE place = 0), min(name), max(name)"
	    " FROM parted GROUP BY part ORDER BY part";

	return db_query(
	    db, err, sql, db_int(organisation), db_int(SHEAF_PEOPLE));
}

void
sheaf_row(struct db_rows *rows, struct sheaf *sheaf)
{
	sheaf->first = db_column_int(rows, 0);
	db_column_copy(rows, 1, sheaf->from, sizeof(sheaf->from));
	db_column_copy(rows, 2, sheaf->until, sizeof(sheaf->until));
}
