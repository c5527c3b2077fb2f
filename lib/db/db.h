#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * One connection to a database.  A connection belongs to one thread at a time.
 *
 * Statements are constants of the program with $1, $2, ... for values.  Each is
 * prepared once per connection and kept, known by its address.
 */
struct db;

/* A statement that is giving rows; ends with db_end. */
struct db_rows;

/* A value for $n.  Made by the functions below, never by hand. */
struct db_value {
	enum db_type {
		DB_TYPE_END,
		DB_TYPE_NULL,
		DB_TYPE_INT,
		DB_TYPE_TEXT,
		DB_TYPE_BYTES
	} type;
	int64_t number;
	const void *data;
	size_t len;
};

static inline struct db_value
db_int(int64_t number)
{
	return (struct db_value){.type = DB_TYPE_INT, .number = number};
}

/* NULL becomes the SQL NULL.  The text must live until the statement ends. */
static inline struct db_value
db_text(const char *text)
{
	return (struct db_value){
	    .type = text == NULL ? DB_TYPE_NULL : DB_TYPE_TEXT, .data = text};
}

static inline struct db_value
db_bytes(const void *data, size_t len)
{
	return (struct db_value){
	    .type = DB_TYPE_BYTES, .data = data, .len = len};
}

/* Stands where a statement takes no values. */
#define DB_NONE ((struct db_value){.type = DB_TYPE_END})

enum db_mode {
	DB_EXISTING, /* refused when there is no database */
	DB_CREATE    /* made when there is none */
};

/*
 * Opens a database by its file name.  Errors: ERR_CONFIG when it is not there
 * or not a database, ERR_LATER when it is locked.  Close with db_close.
 */
int db_open(
    const char *name, enum db_mode mode, struct db **db, struct err *err);
void db_close(struct db *db);

/*
 * Lets the connection keep so much of the database in memory from here on, and
 * gives back what is more; a fresh one keeps enough for an import.  For work
 * that comes by every page once.  Returns 0 or -1.
 */
int db_keep(struct db *db, int kibibytes, struct err *err);

/*
 * Brings all that was written to its place, so that what was there before is
 * not left beside it either; where others read an older state, at a later time.
 * Returns 0 or -1.
 */
int db_settle(struct db *db, struct err *err);

/*
 * A transaction that reads: what is read from here on is of one state of the
 * database, with all in it that anybody committed before the call.  To hold
 * what is held costs next to nothing: the state is kept until somebody commits.
 * It ends with db_let_go, and by itself when the connection is about to write.
 * While it lasts, what others write piles up beside the database, so it ends
 * soon.  To let go of nothing is fine.  Returns 0 or -1.
 */
int db_hold(struct db *db, struct err *err);
void db_let_go(struct db *db);

/*
 * A number for the state that is held, the same on every connection; another
 * one means that somebody has committed since.  What was read in a state can be
 * remembered by it.  0 when none is held, or it cannot be told.
 */
uint64_t db_state(const struct db *db);

/*
 * Transactions that write.  db_begin waits some seconds for another writer,
 * then gives ERR_LATER.  db_rollback is for the way out after a mistake: it
 * does nothing outside a transaction and keeps "err" as it was.
 */
int db_begin(struct db *db, struct err *err);

/*
 * The same for a transaction that fills an empty database: as safe from a
 * crash, and faster; but foreign keys are not checked in it.
 */
int db_begin_load(struct db *db, struct err *err);
int db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);

/*
 * Brings the transactions of several requests to the disk together, which takes
 * as long as for one.  Between the two calls each db_begin to db_commit or
 * db_rollback is a part of one transaction, which is undone alone; nothing of
 * it is sure before db_group_commit has returned 0.  With -1 all of it is
 * undone.
 */
int db_group(struct db *db, struct err *err);
int db_group_commit(struct db *db, struct err *err);

/*
 * Runs a statement that gives no rows.  Returns how many rows it changed, or -1
 * with "err": ERR_LATER when the database is locked or the disk is full,
 * ERR_DATA when a UNIQUE or other constraint says no, ERR_INTERNAL else.
 */
#define db_run(db, err, sql, ...)                                              \
	db_run_values((db), (err), (sql),                                      \
	    (const struct db_value[]){__VA_ARGS__, DB_NONE})
int64_t db_run_values(struct db *db, struct err *err, const char *sql,
    const struct db_value *values);

/*
 * Starts a statement that gives rows; NULL with "err" when it cannot.  Ends
 * with db_end, also after a mistake.  A statement cannot be started again
 * before its end.
 */
#define db_query(db, err, sql, ...)                                            \
	db_query_values((db), (err), (sql),                                    \
	    (const struct db_value[]){__VA_ARGS__, DB_NONE})
struct db_rows *db_query_values(struct db *db, struct err *err, const char *sql,
    const struct db_value *values);

/* The next row: 1 when there is one, 0 at the end, -1 with "err". */
int db_next(struct db_rows *rows, struct err *err);

/* A column of the present row, from 0; SQL NULL reads as 0 and as "". */
int64_t db_column_int(struct db_rows *rows, int column);
const char *db_column_text(struct db_rows *rows, int column);
const void *db_column_bytes(struct db_rows *rows, int column, size_t *len);

/* Copies a column into an array of "size" bytes; what does not fit is cut. */
void db_column_copy(struct db_rows *rows, int column, char *out, size_t size);

void db_end(struct db_rows *rows);

/*
 * Runs several statements without values, as in a migration; DB_ID, DB_BYTES
 * stand for the engine's own types: a row id that the engine gives out, and
 * bytes.
 */
int db_script(struct db *db, const char *sql, struct err *err);

/*
 * The first number that a statement gives; 0 without a row.  Returns 0 or -1.
 */
#define db_number(db, err, number, sql, ...)                                   \
	db_number_values((db), (err), (number), (sql),                         \
	    (const struct db_value[]){__VA_ARGS__, DB_NONE})
int db_number_values(struct db *db, struct err *err, int64_t *number,
    const char *sql, const struct db_value *values);

#endif
