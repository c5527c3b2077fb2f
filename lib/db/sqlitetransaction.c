#include "base/hash.h"
#include "db/sqlite.h"

/* SQLite undoes all of a transaction when the disk or the memory is full. */
int
sqlite_check_group(struct db *db, struct err *err)
{
	if (!db->grouped || !sqlite3_get_autocommit(db->handle))
		return 0;
	return err_set(err, ERR_LATER,
	    "%s: what was written with it could not be; try again", db->name);
}

int
db_begin(struct db *db, struct err *err)
{
	db_let_go(db);
	if (!db->grouped)
		return sqlite_execute(db, "BEGIN IMMEDIATE", err);
	if (sqlite_check_group(db, err) == -1 ||
	    sqlite_execute(db, "SAVEPOINT part", err) == -1)
		return -1;
	db->parted = true;
	return 0;
}

int
db_group(struct db *db, struct err *err)
{
	if (db_begin(db, err) == -1)
		return -1;
	db->grouped = true;
	return 0;
}

int
db_group_commit(struct db *db, struct err *err)
{
	int rc = sqlite_check_group(db, err);

	db->grouped = false;
	return rc == -1 ? -1 : db_commit(db, err);
}

int
db_begin_load(struct db *db, struct err *err)
{
	db_let_go(db);
	db->loading = true;
	sqlite_load(db);
	return db_begin(db, err);
}

static void
end_load(struct db *db)
{
	if (db->loading)
		sqlite_work(db);
	db->loading = false;
}

int
db_commit(struct db *db, struct err *err)
{
	if (db->grouped && sqlite_execute(db, "RELEASE part", err) == 0) {
		db->parted = false;
		return 0;
	}
	if (db->grouped || sqlite_execute(db, "COMMIT", err) == -1) {
		db_rollback(db);
		return -1;
	}
	end_load(db);
	return 0;
}

/* Undoes a part of a group, unless it went with the group. */
static void
undo_part(struct db *db)
{
	if (db->parted)
		sqlite3_exec(db->handle, "ROLLBACK TO part; RELEASE part", NULL,
		    NULL, NULL);
	db->parted = false;
}

void
db_rollback(struct db *db)
{
	db_let_go(db);
	if (db->grouped)
		undo_part(db);
	else if (!sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	end_load(db);
}

int
db_hold(struct db *db, struct err *err)
{
	if (db->held && sqlitemark_same(db->handle, &db->held_at))
		return 0;
	db_let_go(db);
	/* The mark first: the state, taken by the first read, may be newer. */
	sqlitemark_read(db->handle, &db->held_at);
	if (db_run(db, err, "BEGIN", DB_NONE) == -1)
		return -1;
	db->held = true;
	return 0;
}

uint64_t
db_state(const struct db *db)
{
	return db->held && db->held_at.known
	    ? hash_quick(db->held_at.head, sizeof(db->held_at.head), 0).low
	    : 0;
}

/* The end of a transaction that has only read cannot be refused. */
void
db_let_go(struct db *db)
{
	struct err ignored;

	if (!db->held)
		return;
	db->held = false;
	db_run(db, &ignored, "COMMIT", DB_NONE);
}
