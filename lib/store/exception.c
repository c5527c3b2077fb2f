#include "base/text.h"
#include "store/agenda.h"
#include "store/exception.h"

static const char *const names[] = {"extension", "exemption", "promise"};
#define KINDS (sizeof(names) / sizeof(names[0]))

const char *
exception_name(enum exception_kind kind)
{
	return names[kind];
}

/* What the next run reads is in the row of whom it is about. */
static int
apply_person(struct db *db, const struct exception *e, struct err *err)
{
	static const char *const sql[] = {
	    "UPDATE person SET extended_day = $2 WHERE id = $1",
	    "UPDATE person SET exempt_until = $2 WHERE id = $1",
	    ("UPDATE person SET promised_day = $2, promises = promises + 1"
	     " WHERE id = $1")};

	if (db_run(db, err, sql[e->kind], db_int(e->person), db_int(e->day)) ==
	    -1)
		return -1;
	return agenda_look_again_one(db, e->person, err);
}

static int
apply_organisation(struct db *db, const struct exception *e, struct err *err)
{
	static const char *const sql[] = {
	    "UPDATE organisation SET extended_day = $2 WHERE id = $1",
	    "UPDATE organisation SET exempt_until = $2 WHERE id = $1"};

	if (db_run(db, err, sql[e->kind], db_int(e->organisation),
		db_int(e->day)) == -1)
		return -1;
	return agenda_look_again_organisation(db, e->organisation, err);
}

int
exception_add(struct db *db, const struct exception *e, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO exception (kind, person_id, organisation_id, day,"
	    " reason, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";

	if (db_run(db, err, sql, db_text(names[e->kind]), db_int(e->person),
		db_int(e->organisation), db_int(e->day), db_text(e->reason),
		db_text(e->author), db_int(e->at)) == -1)
		return -1;
	return e->person != 0 ? apply_person(db, e, err)
			      : apply_organisation(db, e, err);
}

struct db_rows *
exception_of(
    struct db *db, int64_t person, int64_t organisation, struct err *err)
{
	static const char sql[] =
	    "SELECT kind, person_id, organisation_id, day, reason, author, at"
	    " FROM exception WHERE person_id = $1 OR organisation_id = $2"
	    " ORDER BY id";

	return db_query(db, err, sql, db_int(person), db_int(organisation));
}

void
exception_row(struct db_rows *rows, struct exception *e)
{
	size_t kind = 0;

	while (kind + 1 < KINDS &&
	    !text_same(names[kind], db_column_text(rows, 0)))
		kind++;
	e->kind = (enum exception_kind)kind;
	e->person = db_column_int(rows, 1);
	e->organisation = db_column_int(rows, 2);
	e->day = db_column_int(rows, 3);
	e->reason = db_column_text(rows, 4);
	e->author = db_column_text(rows, 5);
	e->at = db_column_int(rows, 6);
}
