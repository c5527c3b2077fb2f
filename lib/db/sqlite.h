#ifndef DB_SQLITE_H
#define DB_SQLITE_H

#include <stdbool.h>

#include <sqlite3.h>

#include "db/db.h"
#include "db/sqlitemark.h"

#define STATEMENTS 256 /* a power of two, over twice what we have */
#define VALUES_MAX 24  /* $1 to $24 */

/* A prepared statement; as struct db_rows while it gives rows. */
struct db_rows {
	struct db *db;
	const char *sql; /* its address is the name; NULL for a free place */
	sqlite3_stmt *stmt;
	int places[VALUES_MAX]; /* of $n: SQLite takes it for a name */
	bool busy;
};

/* What the files of this folder share: sqlite.c opens it. */
struct db {
	sqlite3 *handle;
	char *name;
	bool loading; /* in the transaction of db_begin_load */
	bool held;    /* in the one of db_hold */
	bool grouped; /* in the one of db_group */
	bool parted;  /* in a part of that */
	struct sqlitemark held_at;
	struct db_rows statements[STATEMENTS];
};

/* Says what SQLite said, in words that tell what to do.  Returns -1. */
int sqlite_wrong(struct db *db, struct err *err);

/* Runs statements without values and rows.  Returns 0 or -1. */
int sqlite_execute(struct db *db, const char *sql, struct err *err);

/* How the connection works; sqlite_load while it fills an empty database. */
void sqlite_work(struct db *db);
void sqlite_load(struct db *db);

/* Whether a group that is at work still is one: 0, or -1 with "err". */
int sqlite_check_group(struct db *db, struct err *err);

#endif
