#include "base/text.h"
#include "store/census.h"
#include "store/throttle.h"

/* All of them, and no other, are in the index person_census. */
#define COLUMNS                                                                \
	"id, organisation_id, left_at, enrolled_at, started_at, opened_at,"    \
	" invited_at, unreachable_at, joined_day, exempt_until, promised_day," \
	" wave, method, audience, led_stage, led_channel"

struct db_rows *
census_people(struct db *db, int64_t first, int64_t last, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM person"
	    " WHERE organisation_id BETWEEN $1 AND $2 ORDER BY organisation_id";

	return db_query(db, err, sql, db_int(first), db_int(last));
}

void
census_person(struct db_rows *rows, struct census_person *p)
{
	p->id = db_column_int(rows, 0);
	p->organisation = db_column_int(rows, 1);
	p->left_at = db_column_int(rows, 2);
	p->enrolled_at = db_column_int(rows, 3);
	p->started_at = db_column_int(rows, 4);
	p->opened_at = db_column_int(rows, 5);
	p->invited_at = db_column_int(rows, 6);
	p->unreachable_at = db_column_int(rows, 7);
	p->joined_day = db_column_int(rows, 8);
	p->exempt_until = db_column_int(rows, 9);
	p->promised_day = db_column_int(rows, 10);
	p->wave = db_column_text(rows, 11);
	p->audience = text_same(db_column_text(rows, 13), "admin")
	    ? AUDIENCE_ADMIN
	    : AUDIENCE_WORKER;
	/* Of who is not enrolled there is nothing in them. */
	p->method = p->led_stage = p->led_channel = "";
	if (p->enrolled_at == 0)
		return;
	p->method = db_column_text(rows, 12);
	p->led_stage = db_column_text(rows, 14);
	p->led_channel = db_column_text(rows, 15);
}

struct db_rows *
census_organisations(
    struct db *db, int64_t first, int64_t last, struct err *err)
{
	static const char sql[] =
	    "SELECT id, ref, name, extended_day, exempt_until"
	    " FROM organisation WHERE id BETWEEN $1 AND $2 ORDER BY id";

	return db_query(db, err, sql, db_int(first), db_int(last));
}

int
census_size(struct db *db, struct census_size *size, struct err *err)
{
	static const char people[] = "SELECT max(id) FROM person";
	static const char organisations[] = "SELECT max(id) FROM organisation";

	if (db_number(db, err, &size->people, people, DB_NONE) == -1)
		return -1;
	return db_number(db, err, &size->organisations, organisations, DB_NONE);
}

void
census_organisation(struct db_rows *rows, struct census_organisation *o)
{
	struct organisation *organisation = &o->organisation;

	organisation->id = db_column_int(rows, 0);
	db_column_copy(rows, 1, organisation->ref, sizeof(organisation->ref));
	db_column_copy(rows, 2, organisation->name, sizeof(organisation->name));
	o->extended_day = db_column_int(rows, 3);
	o->exempt_until = db_column_int(rows, 4);
}

struct db_rows *
census_locked(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT person_id FROM throttle WHERE subject = $1"
	    " AND failures >= $2 ORDER BY person_id";

	return db_query(
	    db, err, sql, db_text(THROTTLE_CODE), db_int(THROTTLE_MAX));
}
