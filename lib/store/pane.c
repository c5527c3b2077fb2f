#include "store/outreach.h"
#include "store/pane.h"

#define COLUMNS "id, stage, step_at"

static enum lookup
one(struct db_rows *rows, struct pane *pane, struct err *err)
{
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		pane->id = db_column_int(rows, 0);
		db_column_copy(rows, 1, pane->stage, sizeof(pane->stage));
		pane->step_at = db_column_int(rows, 2);
	}
	db_end(rows);
	return lookup_of(more);
}

enum lookup
pane_next(struct db *db, int64_t person, int64_t now, struct pane *pane,
    struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM message WHERE person_id = $1"
	    " AND channel = 'popup' AND state IN ('planned', 'unknown')"
	    " AND next_try_at <= $2 ORDER BY step_at DESC, id DESC LIMIT 1";

	return one(
	    db_query(db, err, sql, db_int(person), db_int(now)), pane, err);
}

enum lookup
pane_find(struct db *db, int64_t person, int64_t id, struct pane *pane,
    struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM message WHERE id = $1 AND person_id = $2"
	    " AND channel = 'popup'";

	return one(
	    db_query(db, err, sql, db_int(id), db_int(person)), pane, err);
}

int
pane_shown(struct db *db, int64_t person, const struct pane *pane,
    const char *detail, int64_t now, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = 'sent', detail = $3, changed_at = $4"
	    " WHERE person_id = $1 AND channel = 'popup' AND step_at <= $2"
	    " AND state IN ('planned', 'unknown')";
	int64_t changed;

	changed = db_run(db, err, sql, db_int(person), db_int(pane->step_at),
	    db_text(detail), db_int(now));
	if (changed <= 0)
		return (int)changed;
	return outreach_by_hand(db, person, CHANNEL_POPUP, now, err);
}
