#include <string.h>

#include "store/tally.h"

/* In the order of enum person_state, by the rule of model_person_state. */
#define FIGURES                                                                \
	"count(*),"                                                            \
	" count(*) FILTER (WHERE enrolled_at = 0 AND started_at = 0"           \
	"   AND opened_at = 0 AND invited_at = 0),"                            \
	" count(*) FILTER (WHERE enrolled_at = 0 AND started_at = 0"           \
	"   AND opened_at = 0 AND invited_at > 0),"                            \
	" count(*) FILTER (WHERE enrolled_at = 0 AND started_at = 0"           \
	"   AND opened_at > 0),"                                               \
	" count(*) FILTER (WHERE enrolled_at = 0 AND started_at > 0),"         \
	" count(*) FILTER (WHERE enrolled_at > 0),"                            \
	" count(*) FILTER (WHERE enrolled_at = 0 AND unreachable_at > 0)"

static void
figures(struct db_rows *rows, int column, struct tally *tally)
{
	int state;

	tally->population = db_column_int(rows, column++);
	for (state = 0; state < STATES; state++)
		tally->states[state] = db_column_int(rows, column++);
	tally->unreachable = db_column_int(rows, column);
}

struct db_rows *
tally_by_organisation(struct db *db, struct err *err)
{
	/* Counted before the names are joined: the index covers all of it. */
	static const char sql[] =
	    "WITH counted AS (SELECT organisation_id, " FIGURES
	    " FROM person WHERE left_at = 0 GROUP BY organisation_id)"
	    " SELECT o.id, o.ref, o.name, counted.* FROM counted"
	    " JOIN organisation o ON o.id = counted.organisation_id"
	    " ORDER BY o.name, o.ref";

	return db_query(db, err, sql, DB_NONE);
}

void
tally_row(struct db_rows *rows, struct organisation *organisation,
    struct tally *tally)
{
	organisation->id = db_column_int(rows, 0);
	db_column_copy(rows, 1, organisation->ref, sizeof(organisation->ref));
	db_column_copy(rows, 2, organisation->name, sizeof(organisation->name));
	figures(rows, 4, tally);
}

/* The one row of a statement; ends it. */
static int
one(struct db_rows *rows, struct tally *tally, struct err *err)
{
	int more;

	memset(tally, 0, sizeof(*tally));
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1)
		figures(rows, 0, tally);
	db_end(rows);
	return more == -1 ? -1 : 0;
}

int
tally_of(
    struct db *db, int64_t organisation, struct tally *tally, struct err *err)
{
	static const char sql[] = "SELECT " FIGURES " FROM person"
				  " WHERE organisation_id = $1 AND left_at = 0";

	return one(db_query(db, err, sql, db_int(organisation)), tally, err);
}

int
tally_all(struct db *db, struct tally *tally, struct err *err)
{
	static const char sql[] =
	    "SELECT " FIGURES " FROM person WHERE left_at = 0";

	return one(db_query(db, err, sql, DB_NONE), tally, err);
}

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

void
tally_add(struct tally *sum, const struct tally *tally)
{
	int state;

	sum->population += tally->population;
	sum->unreachable += tally->unreachable;
	for (state = 0; state < STATES; state++)
		sum->states[state] += tally->states[state];
}
