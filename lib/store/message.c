#include <stdlib.h>

#include "base/text.h"
#include "store/message.h"
#include "store/outreach.h"

#define COLUMNS                                                                \
	"id, person_id, stage, occurrence, channel, step_at, next_try_at, "    \
	"attempts, written_at, batch_id"

#define CLAIMED                                                                \
	"UPDATE message SET state = 'sending', attempts = attempts + 1,"       \
	" changed_at = $2, written_at = CASE WHEN written_at = 0 THEN $2"      \
	" ELSE written_at END"

/* What waits, as the index message_queue has it. */
#define WAITING "state IN ('planned', 'unknown') AND channel = $1"

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
	m->written_at = db_column_int(rows, 8);
	m->batch = db_column_int(rows, 9);
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

static int
by_id(const void *a, const void *b)
{
	const struct message *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Reads the rows of a claim to the very end: only then is it on disk. */
static int
claimed(struct db_rows *rows, struct message *messages, size_t max,
    size_t *count, struct err *err)
{
	int more;

	*count = 0;
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		if (*count < max)
			read_message(rows, &messages[(*count)++]);
	}
	db_end(rows);
	/* The engine gives them in any order. */
	qsort(messages, *count, sizeof(*messages), by_id);
	return more;
}

int
message_claim(struct db *db, enum channel channel, int64_t now,
    struct message *messages, size_t max, size_t *count, struct err *err)
{
	/* A pop-up that goes alone is a batch of its own. */
	static const char sql[] =
	    CLAIMED ", batch_id = CASE channel WHEN 'popup' THEN id ELSE 0 END"
		    " WHERE id IN (SELECT id FROM message WHERE " WAITING
		    " AND next_try_at <= $2 AND batch_id = 0"
		    " ORDER BY next_try_at, id LIMIT $3) RETURNING " COLUMNS;

	return claimed(db_query(db, err, sql, db_text(model_channel(channel)),
			   db_int(now), db_int((int64_t)max)),
	    messages, max, count, err);
}

/* The message whose turn it is; LOOKUP_NONE when there is none. */
static enum lookup
next_of(struct db *db, enum channel channel, int64_t now,
    struct message *message, struct err *err)
{
	static const char sql[] = "SELECT " COLUMNS " FROM message"
				  " WHERE " WAITING " AND next_try_at <= $2"
				  " ORDER BY next_try_at, id LIMIT 1";
	struct db_rows *rows = db_query(
	    db, err, sql, db_text(model_channel(channel)), db_int(now));
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1)
		read_message(rows, message);
	db_end(rows);
	return lookup_of(more);
}

int
message_claim_batch(struct db *db, enum channel channel, int64_t now,
    struct message *messages, size_t fresh, size_t max, size_t *count,
    struct err *err)
{
	/* All of a batch wait for the same instant. */
	static const char again[] =
	    CLAIMED " WHERE " WAITING " AND next_try_at = $3 AND batch_id = $4"
		    " RETURNING " COLUMNS;
	static const char anew[] =
	    CLAIMED ", batch_id = $4 WHERE id IN (SELECT id FROM message"
		    " WHERE " WAITING " AND next_try_at <= $2 AND batch_id = 0"
		    " ORDER BY next_try_at, id LIMIT $3) RETURNING " COLUMNS;
	struct message first;
	struct db_value name = db_text(model_channel(channel));

	*count = 0;
	switch (next_of(db, channel, now, &first, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	if (first.batch != 0)
		return claimed(
		    db_query(db, err, again, name, db_int(now),
			db_int(first.next_try_at), db_int(first.batch)),
		    messages, max, count, err);
	return claimed(db_query(db, err, anew, name, db_int(now),
			   db_int((int64_t)fresh), db_int(first.id)),
	    messages, max, count, err);
}

int
message_record(struct db *db, int64_t id, enum message_state state,
    int64_t next_try_at, const char *detail, int64_t now, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = $2, next_try_at = $3, detail = $4,"
	    " changed_at = $5 WHERE id = $1";

	if (db_run(db, err, sql, db_int(id),
		db_text(model_message_state(state)), db_int(next_try_at),
		db_text(detail), db_int(now)) == -1)
		return -1;
	return state == MESSAGE_SENT ? outreach_sent(db, id, now, err) : 0;
}

int
message_release(struct db *db, int64_t id, int64_t next_try_at,
    const char *detail, int64_t now, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = 'planned', attempts = attempts - 1,"
	    " written_at = CASE WHEN attempts = 1 THEN 0 ELSE written_at END,"
	    " batch_id = CASE WHEN attempts = 1 THEN 0 ELSE batch_id END,"
	    " next_try_at = $2, detail = $3, changed_at = $4"
	    " WHERE id = $1 AND state = 'sending'";

	return db_run(db, err, sql, db_int(id), db_int(next_try_at),
		   db_text(detail), db_int(now)) == -1
	    ? -1
	    : 0;
}

int
message_due(struct db *db, int64_t now, bool *due, struct err *err)
{
	struct message message;
	enum lookup lookup = LOOKUP_NONE;
	int channel;

	for (channel = 0; channel < CHANNELS && lookup == LOOKUP_NONE;
	     channel++)
		lookup = next_of(db, (enum channel)channel, now, &message, err);
	*due = lookup == LOOKUP_FOUND;
	return lookup == LOOKUP_FAILED ? -1 : 0;
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
	int state = model_message_state_of(db_column_text(rows, 10));

	read_message(rows, &history->message);
	history->state =
	    state == -1 ? MESSAGE_UNKNOWN : (enum message_state)state;
	history->changed_at = db_column_int(rows, 11);
	history->detail = db_column_text(rows, 12);
}

struct db_rows *
message_failed(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS ", state, changed_at, detail FROM message"
	    " WHERE state = 'failed' ORDER BY changed_at, id";

	return db_query(db, err, sql, DB_NONE);
}

int
message_retry(
    struct db *db, int64_t person, int64_t now, int64_t *count, struct err *err)
{
	/* In another batch: the old one's id may have been dropped as known. */
	static const char sql[] =
	    "UPDATE message SET state = 'planned', attempts = 0,"
	    " written_at = 0, batch_id = 0, next_try_at = $2, changed_at = $2"
	    " WHERE state = 'failed' AND ($1 = 0 OR person_id = $1)";

	*count = db_run(db, err, sql, db_int(person), db_int(now));
	return *count == -1 ? -1 : 0;
}

enum lookup
message_bounced(struct db *db, int64_t id, const char *bounce,
    const char *detail, int64_t now, int64_t *person, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET bounce = $2, detail = $3, changed_at = $4"
	    " WHERE id = $1 AND channel = 'email' RETURNING person_id";
	struct db_rows *rows = db_query(db, err, sql, db_int(id),
	    db_text(bounce), db_text(detail), db_int(now));
	enum lookup lookup;

	if (rows == NULL)
		return LOOKUP_FAILED;
	lookup = lookup_of(db_next(rows, err));
	if (lookup == LOOKUP_FOUND)
		*person = db_column_int(rows, 0);
	/* To the end, so that it is done. */
	if (lookup == LOOKUP_FOUND && db_next(rows, err) == -1)
		lookup = LOOKUP_FAILED;
	db_end(rows);
	return lookup;
}

int
message_bounces(struct db *db, int64_t person, int64_t latest, int64_t *bounces,
    struct err *err)
{
	static const char sql[] =
	    "SELECT count(*) FROM (SELECT bounce FROM message"
	    " WHERE person_id = $1 AND channel = 'email' AND state = 'sent'"
	    " ORDER BY step_at DESC, id DESC LIMIT $2) AS latest"
	    " WHERE bounce <> ''";

	return db_number(db, err, bounces, sql, db_int(person), db_int(latest));
}
