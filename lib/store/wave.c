#include "base/text.h"
#include "store/agenda.h"
#include "store/wave.h"

int
wave_pause(struct db *db, const char *name, int64_t at, int64_t *changed,
    struct err *err)
{
	static const char sql[] =
	    "INSERT INTO wave (name, paused_at) VALUES ($1, $2)"
	    " ON CONFLICT (name) DO UPDATE SET paused_at = excluded.paused_at"
	    " WHERE (wave.paused_at = 0) <> (excluded.paused_at = 0)";

	*changed = db_run(db, err, sql, db_text(name), db_int(at));
	if (*changed == -1)
		return -1;
	return text_same(name, WAVE_ALL)
	    ? agenda_look_again(db, err)
	    : agenda_look_again_wave(db, name, err);
}

int
wave_enforce(struct db *db, const char *name, int64_t at, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO wave (name, enforced_at) VALUES ($1, $2)"
	    " ON CONFLICT (name) DO UPDATE SET"
	    " enforced_at = excluded.enforced_at";

	if (db_run(db, err, sql, db_text(name), db_int(at)) == -1)
		return -1;
	return agenda_look_again_wave(db, name, err);
}

int
wave_enforced(struct db *db, const char *name, int64_t *at, struct err *err)
{
	static const char sql[] =
	    "SELECT enforced_at FROM wave WHERE name = $1";

	return db_number(db, err, at, sql, db_text(name));
}

int
wave_count(struct db *db, const char *name, int64_t day, int64_t *people,
    int64_t *enrolled, struct err *err)
{
	static const char sql[] =
	    "SELECT count(*), count(*) FILTER (WHERE p.enrolled_at > 0)"
	    " FROM person p JOIN organisation o ON o.id = p.organisation_id"
	    " WHERE p.wave = $1 AND p.left_at = 0 AND p.exempt_until < $2"
	    " AND o.exempt_until < $2";
	struct db_rows *rows =
	    db_query(db, err, sql, db_text(name), db_int(day));
	int more;

	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	*people = more == 1 ? db_column_int(rows, 0) : 0;
	*enrolled = more == 1 ? db_column_int(rows, 1) : 0;
	db_end(rows);
	return more == -1 ? -1 : 0;
}

struct db_rows *
wave_members(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT wave, count(*) FROM person WHERE left_at = 0 AND wave <> ''"
	    " GROUP BY wave ORDER BY wave";

	return db_query(db, err, sql, DB_NONE);
}

struct db_rows *
wave_all(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT name, paused_at, enforced_at FROM wave ORDER BY name";

	return db_query(db, err, sql, DB_NONE);
}

void
wave_row(struct db_rows *rows, struct wave_note *note)
{
	note->name = db_column_text(rows, 0);
	note->paused_at = db_column_int(rows, 1);
	note->enforced_at = db_column_int(rows, 2);
}

int
wave_admitted(struct db *db, const char *name, int64_t day, int64_t *people,
    struct err *err)
{
	static const char sql[] =
	    "SELECT people FROM admission WHERE wave = $1 AND day = $2";

	return db_number(db, err, people, sql, db_text(name), db_int(day));
}

int
wave_admit(struct db *db, const char *name, int64_t day, int64_t people,
    struct err *err)
{
	static const char sql[] =
	    "INSERT INTO admission (wave, day, people) VALUES ($1, $2, $3)"
	    " ON CONFLICT (wave, day) DO UPDATE SET people = excluded.people";

	return db_run(db, err, sql, db_text(name), db_int(day),
		   db_int(people)) == -1
	    ? -1
	    : 0;
}
