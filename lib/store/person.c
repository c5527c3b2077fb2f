#include <string.h>

#include "store/outreach.h"
#include "store/person.h"

/* In the order in which person_row reads them. */
#define COLUMNS                                                                \
	"id, organisation_id, ref, name, coalesce(email, ''), phone, "         \
	"identifier, language, wave, audience, joined_day, generation, "       \
	"invited_at, opened_at, started_at, enrolled_at, method, "             \
	"unreachable_at, planned_until, next_due_at, reset_at, shared, "       \
	"left_at, extended_day, exempt_until, promised_day, promises, "        \
	"noticed_until, explained_day, said_day, said, silent, listed_day, "   \
	"team_extended_day, team_exempt_until"

/* The organisation is always there: the join keeps the people's order. */
#define PEOPLE                                                                 \
	"person LEFT JOIN (SELECT id AS team,"                                 \
	" extended_day AS team_extended_day,"                                  \
	" exempt_until AS team_exempt_until FROM organisation) AS teams"       \
	" ON team = organisation_id"

void
person_row(struct db_rows *rows, struct person *p)
{
	int audience = model_audience_of(db_column_text(rows, 9));

	p->id = db_column_int(rows, 0);
	p->organisation = db_column_int(rows, 1);
	db_column_copy(rows, 2, p->ref, sizeof(p->ref));
	db_column_copy(rows, 3, p->name, sizeof(p->name));
	db_column_copy(rows, 4, p->email, sizeof(p->email));
	db_column_copy(rows, 5, p->phone, sizeof(p->phone));
	db_column_copy(rows, 6, p->identifier, sizeof(p->identifier));
	db_column_copy(rows, 7, p->language, sizeof(p->language));
	db_column_copy(rows, 8, p->wave, sizeof(p->wave));
	p->audience =
	    audience == -1 ? AUDIENCE_WORKER : (enum audience)audience;
	p->joined_day = db_column_int(rows, 10);
	p->generation = db_column_int(rows, 11);
	p->invited_at = db_column_int(rows, 12);
	p->opened_at = db_column_int(rows, 13);
	p->started_at = db_column_int(rows, 14);
	p->enrolled_at = db_column_int(rows, 15);
	db_column_copy(rows, 16, p->method, sizeof(p->method));
	p->unreachable_at = db_column_int(rows, 17);
	p->planned_until = db_column_int(rows, 18);
	p->next_due_at = db_column_int(rows, 19);
	p->reset_at = db_column_int(rows, 20);
	p->shared = db_column_int(rows, 21) != 0;
	p->left_at = db_column_int(rows, 22);
	p->extended_day = db_column_int(rows, 23);
	p->exempt_until = db_column_int(rows, 24);
	p->promised_day = db_column_int(rows, 25);
	p->promises = db_column_int(rows, 26);
	p->noticed_until = db_column_int(rows, 27);
	p->explained_day = db_column_int(rows, 28);
	p->said_day = db_column_int(rows, 29);
	p->said = db_column_int(rows, 30);
	p->silent = db_column_int(rows, 31);
	p->listed_day = db_column_int(rows, 32);
	p->team_extended_day = db_column_int(rows, 33);
	p->team_exempt_until = db_column_int(rows, 34);
}

/* Reads the one row that a query gives, or finds none. */
static enum lookup
one(struct db_rows *rows, struct person *person, struct err *err)
{
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1)
		person_row(rows, person);
	db_end(rows);
	return lookup_of(more);
}

enum lookup
person_find(
    struct db *db, const char *ref, struct person *person, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM " PEOPLE " WHERE ref = $1";

	return one(db_query(db, err, sql, db_text(ref)), person, err);
}

enum lookup
person_get(struct db *db, int64_t id, struct person *person, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM " PEOPLE " WHERE id = $1";

	return one(db_query(db, err, sql, db_int(id)), person, err);
}

/* For statements of a person and an instant. */
static int
mark(struct db *db, const char *sql, int64_t id, int64_t at, struct err *err)
{
	return db_run(db, err, sql, db_int(id), db_int(at)) == -1 ? -1 : 0;
}

int
person_invited(struct db *db, int64_t id, int64_t at, struct err *err)
{
	static const char sql[] = "UPDATE person SET invited_at = $2"
				  " WHERE id = $1 AND invited_at = 0";

	return mark(db, sql, id, at, err);
}

int
person_opened(struct db *db, int64_t id, int64_t at, struct err *err)
{
	static const char sql[] = "UPDATE person SET opened_at = $2"
				  " WHERE id = $1 AND opened_at = 0";

	return mark(db, sql, id, at, err);
}

int
person_started(struct db *db, int64_t id, int64_t at, struct err *err)
{
	static const char sql[] = "UPDATE person SET started_at = $2"
				  " WHERE id = $1 AND started_at = 0";

	return mark(db, sql, id, at, err);
}

int
person_enrolled(
    struct db *db, int64_t id, int64_t at, const char *method, struct err *err)
{
	static const char sql[] = "UPDATE person SET enrolled_at = $2,"
				  " method = $3, next_due_at = 1"
				  " WHERE id = $1 AND enrolled_at = 0";
	static const char led[] = "UPDATE person SET led_stage = $2,"
				  " led_channel = $3 WHERE id = $1";
	char stage[LABEL_MAX + 1], channel[LABEL_MAX + 1];
	int64_t changed;

	changed = db_run(db, err, sql, db_int(id), db_int(at), db_text(method));
	if (changed <= 0)
		return (int)changed;
	if (outreach_followed(db, id, at, stage, channel, err) == -1)
		return -1;
	if (stage[0] == '\0')
		return 0;
	return db_run(db, err, led, db_int(id), db_text(stage),
		   db_text(channel)) == -1
	    ? -1
	    : 0;
}

int
person_renewed(struct db *db, int64_t id, int64_t at, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET generation = generation + 1,"
	    " enrolled_at = $2, next_due_at = 1 WHERE id = $1";

	return mark(db, sql, id, at, err);
}

int
person_unreachable(struct db *db, int64_t id, int64_t at, struct err *err)
{
	static const char sql[] = "UPDATE person SET unreachable_at = $2,"
				  " next_due_at = 1"
				  " WHERE id = $1 AND unreachable_at = 0";

	return mark(db, sql, id, at, err);
}

int
person_reset(struct db *db, int64_t id, int64_t at, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET generation = generation + 1, opened_at = 0,"
	    " started_at = 0, enrolled_at = 0, method = '', silent = 0,"
	    " led_stage = '', led_channel = '',"
	    " next_due_at = 1,"
	    " reset_at = CASE WHEN enrolled_at > 0 THEN $2 ELSE reset_at END"
	    " WHERE id = $1";

	return mark(db, sql, id, at, err);
}

struct db_rows *
person_all(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM " PEOPLE " ORDER BY id";

	return db_query(db, err, sql, DB_NONE);
}

struct db_rows *
person_behind(struct db *db, int64_t id, int most, struct err *err)
{
	static const char sql[] = "SELECT " COLUMNS " FROM " PEOPLE
				  " WHERE id > $1 ORDER BY id LIMIT $2";

	return db_query(db, err, sql, db_int(id), db_int(most));
}

int
person_unidentified(struct db *db, int64_t *count, struct err *err)
{
	static const char sql[] =
	    "SELECT count(*) FROM person WHERE identifier = ''"
	    " AND enrolled_at = 0 AND left_at = 0";

	return db_number(db, err, count, sql, DB_NONE);
}

struct db_rows *
person_present(struct db *db, int64_t organisation, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM " PEOPLE " WHERE left_at = 0"
	    " AND ($1 = 0 OR organisation_id = $1)"
	    " ORDER BY organisation_id, id";

	return db_query(db, err, sql, db_int(organisation));
}

struct db_rows *
person_admins(struct db *db, int64_t organisation, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM " PEOPLE " WHERE organisation_id = $1"
	    " AND audience = 'admin' AND left_at = 0 AND unreachable_at = 0"
	    " AND email IS NOT NULL ORDER BY id";

	return db_query(db, err, sql, db_int(organisation));
}
