#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "db/db.h"
#include "db/sqlitemark.h"

#define BUSY_MILLISECONDS 10000 /* a night's commits are over sooner */
#define STATEMENTS 256          /* a power of two, over twice what we have */
#define VALUES_MAX 24           /* $1 to $24 */
#define SCRIPT_MAX 65536        /* bytes of a migration */
#define FIRST_PAGES 512         /* 2 MB */

/* A prepared statement; as struct db_rows while it gives rows. */
struct db_rows {
	struct db *db;
	const char *sql; /* its address is the name; NULL for a free place */
	sqlite3_stmt *stmt;
	int places[VALUES_MAX]; /* of $n: SQLite takes it for a name */
	bool busy;
};

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

static const char pragmas[] = "PRAGMA journal_mode = WAL;"
			      "PRAGMA synchronous = FULL;"
			      "PRAGMA foreign_keys = ON;"
			      "PRAGMA temp_store = MEMORY;"
			      /* KiB; taken as needed.  No mmap: each commit of
				 another process would drop the mapping. */
			      "PRAGMA cache_size = -262144;";

/* Says what SQLite said, in words that tell what to do. */
static int
wrong(struct db *db, struct err *err)
{
	switch (sqlite3_errcode(db->handle)) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_LATER,
		    "%s: another process keeps the database locked; try again "
		    "in a moment",
		    db->name);
	case SQLITE_FULL:
		return err_set(err, ERR_LATER,
		    "%s: the disk is full; make room and try again", db->name);
	case SQLITE_IOERR:
		return err_set(err, ERR_LATER,
		    "%s: the disk does not read or write: %s", db->name,
		    sqlite3_errmsg(db->handle));
	case SQLITE_NOMEM:
		return err_memory(err);
	case SQLITE_CONSTRAINT:
		return err_set(err, ERR_DATA, "%s: %s", db->name,
		    sqlite3_errmsg(db->handle));
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return err_set(err, ERR_CONFIG,
		    "%s: is damaged, or not a database of Twofold", db->name);
	case SQLITE_CANTOPEN:
		return err_set(err, ERR_CONFIG,
		    "%s: the database cannot be opened: %s", db->name,
		    strerror(sqlite3_system_errno(db->handle)));
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return err_set(err, ERR_CONFIG,
		    "%s: this user may not write the database or its folder",
		    db->name);
	default:
		return err_set(err, ERR_INTERNAL, "%s: %s", db->name,
		    sqlite3_errmsg(db->handle));
	}
}

/*
 * Nobody asks how much memory SQLite has, and keeping count of it takes a lock
 * at each allocation.  The first pages are allocated at once: after the commit
 * of another process they are all read anew, and each would be a system call.
 * Refused, and of no matter, once SQLite is at work.
 */
static void
set_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, FIRST_PAGES);
}

/* SQLite would make the file readable for all. */
static int
create_private(const char *name, struct err *err)
{
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd == -1)
		return err_set(err, ERR_CONFIG, "%s: cannot be made: %s", name,
		    strerror(errno));
	close(fd);
	return 0;
}

int
db_open(const char *name, enum db_mode mode, struct db **out, struct err *err)
{
	struct db *db = NULL;
	int rc = -1;

	*out = NULL;
	set_memory();
	if (mode == DB_EXISTING && access(name, F_OK) != 0)
		return err_set(err, ERR_CONFIG,
		    "%s: there is no database; \"twofold init\" makes one",
		    name);
	if (mode == DB_CREATE && create_private(name, err) == -1)
		return -1;
	db = calloc(1, sizeof(*db));
	if (db == NULL)
		return err_memory(err);
	db->name = strdup(name);
	if (db->name == NULL) {
		err_memory(err);
		goto out;
	}
	if (sqlite3_open_v2(name, &db->handle,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK) {
		wrong(db, err);
		goto out;
	}
	sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
	if (sqlite3_exec(db->handle, pragmas, NULL, NULL, NULL) != SQLITE_OK) {
		wrong(db, err);
		goto out;
	}
	rc = 0;
out:
	if (rc == 0)
		*out = db;
	else
		db_close(db);
	return rc;
}

void
db_close(struct db *db)
{
	size_t i;

	if (db == NULL)
		return;
	for (i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(db->statements[i].stmt);
	sqlite3_close(db->handle);
	free(db->name);
	free(db);
}

static int
execute(struct db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return wrong(db, err);
	return 0;
}

int
db_keep(struct db *db, int kibibytes, struct err *err)
{
	char pragma[64];

	snprintf(pragma, sizeof(pragma),
	    "PRAGMA cache_size = -%d; PRAGMA shrink_memory", kibibytes);
	return execute(db, pragma, err);
}

/* SQLite undoes all of a transaction when the disk or the memory is full. */
static int
check_group(struct db *db, struct err *err)
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
		return execute(db, "BEGIN IMMEDIATE", err);
	if (check_group(db, err) == -1 ||
	    execute(db, "SAVEPOINT part", err) == -1)
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
	int rc = check_group(db, err);

	db->grouped = false;
	return rc == -1 ? -1 : db_commit(db, err);
}

/*
 * With a rollback journal new pages are written once, with the write-ahead log
 * twice.  They come one after the other, so a large cache would only put off
 * their way to the disk; and what an index sorts at a time is the cache's size,
 * which had better fit the processor's.
 */
static const char load_pragmas[] = "PRAGMA journal_mode = DELETE;"
				   "PRAGMA foreign_keys = OFF;"
				   "PRAGMA temp_store = FILE;"
				   "PRAGMA cache_size = -16384;";

/* That there is another connection, and the log stays, does no harm. */
int
db_begin_load(struct db *db, struct err *err)
{
	db_let_go(db);
	db->loading = true;
	sqlite3_busy_timeout(db->handle, 0);
	sqlite3_exec(db->handle, load_pragmas, NULL, NULL, NULL);
	sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
	return db_begin(db, err);
}

static void
end_load(struct db *db)
{
	if (db->loading)
		sqlite3_exec(db->handle, pragmas, NULL, NULL, NULL);
	db->loading = false;
}

int
db_commit(struct db *db, struct err *err)
{
	if (db->grouped && execute(db, "RELEASE part", err) == 0) {
		db->parted = false;
		return 0;
	}
	if (db->grouped || execute(db, "COMMIT", err) == -1) {
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

/* Finds the statement of that address, or prepares it. */
static struct db_rows *
statement(struct db *db, const char *sql, struct err *err)
{
	size_t at = (uintptr_t)sql / sizeof(void *) * 31 % STATEMENTS, tries;
	struct db_rows *rows = NULL;
	char name[16];
	int n;

	for (tries = 0; tries < STATEMENTS; tries++) {
		rows = &db->statements[(at + tries) % STATEMENTS];
		if (rows->sql == sql || rows->sql == NULL)
			break;
	}
	if (tries == STATEMENTS || rows->busy) {
		err_set(err, ERR_INTERNAL, "%s: statement at work already: %s",
		    db->name, sql);
		return NULL;
	}
	if (rows->sql == sql)
		return rows;
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&rows->stmt, NULL) != SQLITE_OK) {
		wrong(db, err);
		return NULL;
	}
	for (n = 0; n < VALUES_MAX; n++) {
		snprintf(name, sizeof(name), "$%d", n + 1);
		rows->places[n] =
		    sqlite3_bind_parameter_index(rows->stmt, name);
	}
	rows->db = db;
	rows->sql = sql;
	return rows;
}

static int
bind_value(struct db_rows *rows, int place, const struct db_value *value)
{
	switch (value->type) {
	case DB_TYPE_INT:
		return sqlite3_bind_int64(rows->stmt, place, value->number);
	case DB_TYPE_TEXT:
		return sqlite3_bind_text(
		    rows->stmt, place, value->data, -1, SQLITE_STATIC);
	case DB_TYPE_BYTES:
		return sqlite3_bind_blob64(
		    rows->stmt, place, value->data, value->len, SQLITE_STATIC);
	case DB_TYPE_NULL:
	case DB_TYPE_END:
		break;
	}
	return sqlite3_bind_null(rows->stmt, place);
}

struct db_rows *
db_query_values(struct db *db, struct err *err, const char *sql,
    const struct db_value *values)
{
	struct db_rows *rows = statement(db, sql, err);
	int n;

	if (rows == NULL)
		return NULL;
	if (!sqlite3_stmt_readonly(rows->stmt)) {
		db_let_go(db);
		if (check_group(db, err) == -1)
			return NULL;
	}
	for (n = 0; values[n].type != DB_TYPE_END; n++) {
		if (n == VALUES_MAX || rows->places[n] == 0 ||
		    bind_value(rows, rows->places[n], &values[n]) !=
			SQLITE_OK) {
			err_set(err, ERR_INTERNAL, "%s: no place for $%d: %s",
			    db->name, n + 1, sql);
			db_end(rows);
			return NULL;
		}
	}
	rows->busy = true;
	return rows;
}

int
db_next(struct db_rows *rows, struct err *err)
{
	switch (sqlite3_step(rows->stmt)) {
	case SQLITE_ROW:
		return 1;
	case SQLITE_DONE:
		return 0;
	default:
		return wrong(rows->db, err);
	}
}

void
db_end(struct db_rows *rows)
{
	if (rows == NULL)
		return;
	sqlite3_reset(rows->stmt);
	sqlite3_clear_bindings(rows->stmt);
	rows->busy = false;
}

int64_t
db_run_values(struct db *db, struct err *err, const char *sql,
    const struct db_value *values)
{
	struct db_rows *rows = db_query_values(db, err, sql, values);
	int64_t changed = -1;

	if (rows == NULL)
		return -1;
	if (db_next(rows, err) != -1)
		changed = sqlite3_changes64(db->handle);
	db_end(rows);
	return changed;
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

int64_t
db_column_int(struct db_rows *rows, int column)
{
	return sqlite3_column_int64(rows->stmt, column);
}

const char *
db_column_text(struct db_rows *rows, int column)
{
	const char *text;

	text = (const char *)sqlite3_column_text(rows->stmt, column);
	return text == NULL ? "" : text;
}

const void *
db_column_bytes(struct db_rows *rows, int column, size_t *len)
{
	const void *bytes = sqlite3_column_blob(rows->stmt, column);

	*len = (size_t)sqlite3_column_bytes(rows->stmt, column);
	return bytes;
}

void
db_column_copy(struct db_rows *rows, int column, char *out, size_t size)
{
	const char *text = db_column_text(rows, column);
	size_t len = strnlen(text, size - 1);

	memcpy(out, text, len);
	out[len] = '\0';
}

int
db_number_values(struct db *db, struct err *err, int64_t *number,
    const char *sql, const struct db_value *values)
{
	struct db_rows *rows = db_query_values(db, err, sql, values);
	int more;

	*number = 0;
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1)
		*number = db_column_int(rows, 0);
	db_end(rows);
	return more == -1 ? -1 : 0;
}

int
db_script(struct db *db, const char *sql, struct err *err)
{
	static const struct {
		const char *token, *type;
	} types[] = {
	    {"DB_ID", "INTEGER PRIMARY KEY"},
	    {"DB_BYTES", "BLOB"},
	};
	struct buf script;
	size_t i;
	int rc;

	db_let_go(db);
	buf_init(&script, SCRIPT_MAX);
	while (*sql != '\0') {
		for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
			size_t len = strlen(types[i].token);

			if (strncmp(sql, types[i].token, len) == 0) {
				buf_text(&script, types[i].type);
				sql += len;
				break;
			}
		}
		if (i == sizeof(types) / sizeof(types[0]))
			buf_char(&script, *sql++);
	}
	rc = script.failed ? err_memory(err) : execute(db, script.data, err);
	buf_free(&script);
	return rc;
}
