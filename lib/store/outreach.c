#include "base/clock.h"
#include "base/day.h"
#include "store/outreach.h"

#define ADD                                                                    \
	" ON CONFLICT (day, stage, channel) DO UPDATE SET"                     \
	" sent = outreach.sent + excluded.sent,"                               \
	" followed = outreach.followed + excluded.followed"

int
outreach_sent(struct db *db, int64_t message, int64_t now, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO outreach (day, stage, channel, sent, followed)"
	    " SELECT $2, stage, channel, 1, 0 FROM message WHERE id = $1" ADD;

	return db_run(db, err, sql, db_int(message), db_int(day_of(now))) == -1
	    ? -1
	    : 0;
}

int
outreach_by_hand(struct db *db, int64_t person, enum channel channel,
    int64_t now, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO outreach (day, stage, channel, sent, followed)"
	    " SELECT $2, stage, channel, count(*), 0 FROM message"
	    " WHERE person_id = $1 AND channel = $4 AND state = 'sent'"
	    " AND changed_at = $3 GROUP BY stage, channel" ADD;

	return db_run(db, err, sql, db_int(person), db_int(day_of(now)),
		   db_int(now), db_text(model_channel(channel))) == -1
	    ? -1
	    : 0;
}

static int
follow(struct db *db, int64_t day, const char *stage, const char *channel,
    struct err *err)
{
	static const char sql[] =
	    "INSERT INTO outreach (day, stage, channel, sent, followed)"
	    " VALUES ($1, $2, $3, 0, 1)" ADD;

	return db_run(db, err, sql, db_int(day), db_text(stage),
		   db_text(channel)) == -1
	    ? -1
	    : 0;
}

int
outreach_followed(struct db *db, int64_t person, int64_t at, char *stage,
    char *channel, struct err *err)
{
	static const char sql[] =
	    "SELECT stage, channel, changed_at FROM message"
	    " WHERE person_id = $1 AND state = 'sent' AND bounce = ''"
	    " AND changed_at <= $2 ORDER BY changed_at DESC, id DESC";
	int64_t since = at - OUTREACH_DAYS * CLOCK_DAY, sent_at;
	struct db_rows *rows =
	    db_query(db, err, sql, db_int(person), db_int(at));
	int more;

	stage[0] = channel[0] = '\0';
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		if (stage[0] == '\0') {
			db_column_copy(rows, 0, stage, LABEL_MAX + 1);
			db_column_copy(rows, 1, channel, LABEL_MAX + 1);
		}
		sent_at = db_column_int(rows, 2);
		if (sent_at <= since)
			break;
		if (follow(db, day_of(sent_at), db_column_text(rows, 0),
			db_column_text(rows, 1), err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	return more == -1 ? -1 : 0;
}

struct db_rows *
outreach_all(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT day, 0, stage, channel, sent, followed FROM outreach"
	    " ORDER BY day, stage, channel";

	return db_query(db, err, sql, DB_NONE);
}

struct db_rows *
outreach_of(struct db *db, int64_t organisation, struct err *err)
{
	static const char sql[] =
	    "SELECT 0, m.changed_at, m.stage, m.channel, 1,"
	    " CASE WHEN m.bounce = '' AND p.enrolled_at >= m.changed_at"
	    " AND p.enrolled_at < m.changed_at + $2 THEN 1 ELSE 0 END"
	    " FROM person p JOIN message m ON m.person_id = p.id"
	    " WHERE p.organisation_id = $1 AND m.state = 'sent'";

	return db_query(db, err, sql, db_int(organisation),
	    db_int(OUTREACH_DAYS * CLOCK_DAY));
}

void
outreach_row(struct db_rows *rows, struct outreach *o)
{
	o->at = db_column_int(rows, 1);
	o->day = o->at == 0 ? db_column_int(rows, 0) : day_of(o->at);
	o->stage = db_column_text(rows, 2);
	o->channel = db_column_text(rows, 3);
	o->sent = db_column_int(rows, 4);
	o->followed = db_column_int(rows, 5);
}

struct db_rows *
outreach_troubles(
    struct db *db, int64_t organisation, int64_t before, struct err *err)
{
	/* In two parts, for each of which there is an index. */
	static const char all[] =
	    "SELECT stage, channel, count(*),"
	    " count(*) FILTER (WHERE changed_at < $1), 0 FROM message"
	    " WHERE bounce <> '' GROUP BY stage, channel UNION ALL"
	    " SELECT stage, channel, 0, 0, count(*) FROM message"
	    " WHERE state = 'failed' GROUP BY stage, channel";
	static const char one[] =
	    "SELECT m.stage, m.channel,"
	    " count(*) FILTER (WHERE m.bounce <> ''),"
	    " count(*) FILTER (WHERE m.bounce <> '' AND m.changed_at < $1),"
	    " count(*) FILTER (WHERE m.state = 'failed')"
	    " FROM person p JOIN message m ON m.person_id = p.id"
	    " WHERE p.organisation_id = $2 GROUP BY m.stage, m.channel";

	return organisation == 0
	    ? db_query(db, err, all, db_int(before))
	    : db_query(db, err, one, db_int(before), db_int(organisation));
}

struct db_rows *
outreach_calls(struct db *db, int64_t organisation, struct err *err)
{
	/* Of events that were cut off the numbers are left. */
	static const char all[] =
	    "SELECT detail, 1 FROM event WHERE kind = 'called'"
	    " UNION ALL SELECT outcome, times FROM called";
	static const char one[] =
	    "SELECT e.detail, 1 FROM person p JOIN event e"
	    " ON e.person_id = p.id"
	    " WHERE p.organisation_id = $1 AND e.kind = 'called'"
	    " UNION ALL SELECT outcome, times FROM called"
	    " WHERE organisation_id = $1";

	return organisation == 0 ? db_query(db, err, all, DB_NONE)
				 : db_query(db, err, one, db_int(organisation));
}
