#include "base/text.h"
#include "store/message.h"

#define COLUMNS                                                                \
	"id, person_id, stage, occurrence, channel, step_at, next_try_at, "    \
	"attempts"

static void
read_message(struct db_rows *rows, struct message *m)
{
	int channel = model_channel_of(db_column_text(rows, 4));

	m->id = db_column_int(rows, 0);
	m->person = db_column_int(rows, 1);
	db_column_copy(rows, 2, m->stage, sizeof(m->stage));
	m->occurrence = db_column_int(rows, 3);
	m->channel = channel == -1 ? CHANNEL_EMAIL : (enum channel)channel;
	m->step_at = db_column_int(rows, 5);
	m->next_try_at = db_column_int(rows, 6);
	m->attempts = db_column_int(rows, 7);
}

int
message_plan(struct db *db, const struct message *m, int64_t now,
    int64_t *added, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO message (person_id, stage, occurrence, channel, state,"
	    " step_at, next_try_at, changed_at)"
	    " VALUES ($1, $2, $3, $4, 'planned', $5, $6, $7)"
	    " ON CONFLICT (person_id, stage, occurrence, channel) DO NOTHING";

	*added = db_run(db, err, sql, db_int(m->person), db_text(m->stage),
	    db_int(m->occurrence), db_text(model_channel(m->channel)),
	    db_int(m->step_at), db_int(m->next_try_at), db_int(now));
	return *added == -1 ? -1 : 0;
}

int
message_recover(struct db *db, int64_t now, int64_t *recovered, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = 'unknown', next_try_at = $1,"
	    " changed_at = $1, detail = 'the run stopped during the transfer'"
	    " WHERE state = 'sending'";

	*recovered = db_run(db, err, sql, db_int(now));
	return *recovered == -1 ? -1 : 0;
}

int
message_claim(struct db *db, enum channel channel, int64_t now,
    struct message *messages, size_t max, size_t *count, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = 'sending', attempts = attempts + 1,"
	    " changed_at = $2 WHERE id IN (SELECT id FROM message"
	    " WHERE state IN ('planned', 'unknown') AND channel = $1"
	    " AND next_try_at <= $2 ORDER BY next_try_at, id LIMIT $3)"
	    " RETURNING " COLUMNS;
	struct db_rows *rows;
	int more;

	*count = 0;
	rows = db_query(db, err, sql, db_text(model_channel(channel)),
	    db_int(now), db_int((int64_t)max));
	if (rows == NULL)
		return -1;
	/* To the very end: only then is the claim on disk. */
	while ((more = db_next(rows, err)) == 1) {
		if (*count < max)
			read_message(rows, &messages[(*count)++]);
	}
	db_end(rows);
	return more;
}

int
message_record(struct db *db, int64_t id, enum message_state state,
    int64_t next_try_at, const char *detail, int64_t now, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = $2, next_try_at = $3, detail = $4,"
	    " changed_at = $5 WHERE id = $1";

	return db_run(db, err, sql, db_int(id),
		   db_text(model_message_state(state)), db_int(next_try_at),
		   db_text(detail), db_int(now)) == -1
	    ? -1
	    : 0;
}

int
message_release(struct db *db, int64_t id, int64_t now, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = 'planned', attempts = attempts - 1,"
	    " changed_at = $2 WHERE id = $1 AND state = 'sending'";

	return db_run(db, err, sql, db_int(id), db_int(now)) == -1 ? -1 : 0;
}

int
message_hold(
    struct db *db, int64_t id, int64_t until, int64_t now, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = 'planned', attempts = attempts - 1,"
	    " next_try_at = $2, changed_at = $3"
	    " WHERE id = $1 AND state = 'sending'";

	return db_run(db, err, sql, db_int(id), db_int(until), db_int(now)) ==
		-1
	    ? -1
	    : 0;
}

int
message_waiting(
    struct db *db, enum channel channel, int64_t *waiting, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM message"
				  " WHERE state IN ('planned', 'unknown')"
				  " AND channel = $1";

	return db_number(
	    db, err, waiting, sql, db_text(model_channel(channel)));
}

struct db_rows *
message_of_person(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS ", state, changed_at, detail FROM message"
	    " WHERE person_id = $1 ORDER BY step_at, id";

	return db_query(db, err, sql, db_int(person));
}

void
message_row(struct db_rows *rows, struct message_history *history)
{
	int state = model_message_state_of(db_column_text(rows, 8));

	read_message(rows, &history->message);
	history->state =
	    state == -1 ? MESSAGE_UNKNOWN : (enum message_state)state;
	history->changed_at = db_column_int(rows, 9);
	history->detail = db_column_text(rows, 10);
}
