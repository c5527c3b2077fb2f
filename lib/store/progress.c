#include <string.h>

#include "store/progress.h"

/* $1 is "at", $2 "day"; of the figures $3 is "before". */
#define THERE "(p.left_at = 0 OR p.left_at > $1)"
#define ENROLLED "(p.enrolled_at > 0 AND p.enrolled_at <= $1)"
#define EXEMPT "(p.exempt_until >= $2 OR o.exempt_until >= $2)"
#define UNREACHABLE "(p.email IS NULL OR p.unreachable_at > 0)"
#define BEGUN "(p.opened_at > 0 OR p.started_at > 0)"
#define UNHEARD "(p.invited_at = 0 OR p.unreachable_at > 0)"

#define FIGURES                                                                \
	"count(*), count(*) FILTER (WHERE " ENROLLED "),"                      \
	" count(*) FILTER (WHERE " ENROLLED " AND p.enrolled_at > $3),"        \
	" count(*) FILTER (WHERE NOT " ENROLLED " AND " EXEMPT "),"            \
	" count(*) FILTER (WHERE NOT " ENROLLED " AND NOT " EXEMPT             \
	"   AND " BEGUN "),"                                                   \
	" count(*) FILTER (WHERE NOT " ENROLLED " AND NOT " EXEMPT             \
	"   AND " UNREACHABLE "),"                                             \
	" count(*) FILTER (WHERE NOT " ENROLLED " AND NOT " EXEMPT             \
	"   AND NOT " BEGUN " AND " UNHEARD "),"                               \
	" count(*) FILTER (WHERE p.invited_at > 0"                             \
	"   AND p.audience = 'worker'),"                                       \
	" count(*) FILTER (WHERE p.audience = 'admin'),"                       \
	" count(*) FILTER (WHERE p.audience = 'admin' AND " ENROLLED ")"

static void
figures(struct db_rows *rows, int column, struct progress *progress)
{
	progress->people = db_column_int(rows, column);
	progress->enrolled = db_column_int(rows, column + 1);
	progress->gained = db_column_int(rows, column + 2);
	progress->exempt = db_column_int(rows, column + 3);
	progress->begun = db_column_int(rows, column + 4);
	progress->unreachable = db_column_int(rows, column + 5);
	progress->unheard = db_column_int(rows, column + 6);
	progress->told = db_column_int(rows, column + 7);
	progress->leaders = db_column_int(rows, column + 8);
	progress->leaders_enrolled = db_column_int(rows, column + 9);
}

int64_t
progress_missing(const struct progress *progress)
{
	return progress->people - progress->enrolled - progress->exempt;
}

enum advice
progress_advice(const struct progress *progress)
{
	const struct advice_facts facts = {.exempt = progress->exempt,
	    .missing = progress_missing(progress),
	    .begun = progress->begun,
	    .unheard = progress->unheard,
	    .told = progress->told,
	    .admins = progress->leaders,
	    .admins_enrolled = progress->leaders_enrolled};

	return advice_of(&facts);
}

int64_t
progress_percent(const struct progress *progress)
{
	return progress->people == 0
	    ? 0
	    : progress->enrolled * 100 / progress->people;
}

int
progress_of(struct db *db, int64_t organisation, const struct period *period,
    struct progress *progress, struct err *err)
{
	static const char sql[] =
	    "SELECT " FIGURES " FROM person p"
	    " JOIN organisation o ON o.id = p.organisation_id"
	    " WHERE p.organisation_id = $4 AND " THERE;
	struct db_rows *rows = db_query(db, err, sql, db_int(period->at),
	    db_int(period->day), db_int(period->before), db_int(organisation));
	int more;

	memset(progress, 0, sizeof(*progress));
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1)
		figures(rows, 0, progress);
	db_end(rows);
	return more == -1 ? -1 : 0;
}

struct db_rows *
progress_by_organisation(
    struct db *db, const struct period *period, struct err *err)
{
	static const char sql[] =
	    "SELECT o.id, o.ref, o.name, " FIGURES " FROM person p"
	    " JOIN organisation o ON o.id = p.organisation_id"
	    " WHERE " THERE " GROUP BY o.id, o.ref, o.name"
	    " ORDER BY count(*) FILTER (WHERE NOT " ENROLLED
	    "   AND NOT " EXEMPT ") DESC, o.name, o.ref";

	return db_query(db, err, sql, db_int(period->at), db_int(period->day),
	    db_int(period->before));
}

void
progress_row(struct db_rows *rows, struct organisation *organisation,
    struct progress *progress)
{
	memset(organisation, 0, sizeof(*organisation));
	organisation->id = db_column_int(rows, 0);
	db_column_copy(rows, 1, organisation->ref, sizeof(organisation->ref));
	db_column_copy(rows, 2, organisation->name, sizeof(organisation->name));
	figures(rows, 3, progress);
}

void
progress_add(struct progress *sum, const struct progress *progress)
{
	sum->people += progress->people;
	sum->enrolled += progress->enrolled;
	sum->gained += progress->gained;
	sum->exempt += progress->exempt;
	sum->begun += progress->begun;
	sum->unreachable += progress->unreachable;
	sum->unheard += progress->unheard;
	sum->told += progress->told;
	sum->leaders += progress->leaders;
	sum->leaders_enrolled += progress->leaders_enrolled;
}

struct db_rows *
progress_stragglers(struct db *db, int64_t organisation,
    const struct period *period, struct err *err)
{
	static const char sql[] =
	    "SELECT p.id, p.ref, p.name, p.invited_at, p.opened_at,"
	    " p.started_at, p.promised_day, " UNREACHABLE " FROM person p"
	    " JOIN organisation o ON o.id = p.organisation_id"
	    " WHERE p.organisation_id = $3 AND " THERE " AND NOT " ENROLLED
	    " AND NOT " EXEMPT " ORDER BY p.name, p.id";

	return db_query(db, err, sql, db_int(period->at), db_int(period->day),
	    db_int(organisation));
}

void
progress_straggler(struct db_rows *rows, struct straggler *straggler)
{
	const struct person steps = {.invited_at = db_column_int(rows, 3),
	    .opened_at = db_column_int(rows, 4),
	    .started_at = db_column_int(rows, 5)};

	straggler->id = db_column_int(rows, 0);
	straggler->ref = db_column_text(rows, 1);
	straggler->name = db_column_text(rows, 2);
	straggler->state = model_person_state(&steps);
	straggler->promised_day = db_column_int(rows, 6);
	straggler->unreachable = db_column_int(rows, 7) != 0;
}
