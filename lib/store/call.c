#include "store/call.h"
#include "store/outreach.h"

struct db_rows *
call_open(struct db *db, int64_t now, struct err *err)
{
	static const char sql[] =
	    "SELECT person_id, max(stage), min(step_at), max(attempts) FROM "
	    "message"
	    " WHERE state IN ('planned', 'unknown') AND channel = 'call'"
	    " AND next_try_at <= $1 GROUP BY person_id"
	    " ORDER BY min(step_at), person_id";

	return db_query(db, err, sql, db_int(now));
}

int
call_record(struct db *db, int64_t person, enum message_state state,
    int64_t next_try_at, const char *detail, int64_t now, int64_t *changed,
    struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = $2, next_try_at = $3, detail = $4,"
	    " changed_at = $5, attempts = attempts + 1"
	    " WHERE person_id = $1 AND channel = 'call'"
	    " AND state IN ('planned', 'unknown')";

	*changed = db_run(db, err, sql, db_int(person),
	    db_text(model_message_state(state)), db_int(next_try_at),
	    db_text(detail), db_int(now));
	if (*changed <= 0 || state != MESSAGE_SENT)
		return *changed == -1 ? -1 : 0;
	return outreach_by_hand(db, person, CHANNEL_CALL, now, err);
}
