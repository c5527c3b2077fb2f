#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "db/sqlite.h"

#define BUSY_MILLISECONDS 10000 /* a night's commits are over sooner */
#define SCRIPT_MAX 65536        /* bytes of a migration */
#define FIRST_PAGES 512         /* 2 MB */

static const char pragmas[] = "PRAGMA journal_mode = WAL;"
			      "PRAGMA synchronous = FULL;"
			      "PRAGMA foreign_keys = ON;"
			      /* What was taken out is not left on a page. */
			      "PRAGMA secure_delete = ON;"
			      "PRAGMA temp_store = MEMORY;"
			      /* KiB; taken as needed.  No mmap: each commit of
				 another process would drop the mapping. */
			      "PRAGMA cache_size = -262144;";

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

/* Says what SQLite said, in words that tell what to do. */
int
sqlite_wrong(struct db *db, struct err *err)
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
		sqlite_wrong(db, err);
		goto out;
	}
	sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
	if (sqlite3_exec(db->handle, pragmas, NULL, NULL, NULL) != SQLITE_OK) {
		sqlite_wrong(db, err);
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

int
sqlite_execute(struct db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return sqlite_wrong(db, err);
	return 0;
}

/* That there is another connection, and the log stays, does no harm. */
void
sqlite_load(struct db *db)
{
	sqlite3_busy_timeout(db->handle, 0);
	sqlite3_exec(db->handle, load_pragmas, NULL, NULL, NULL);
	sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
}

void
sqlite_work(struct db *db)
{
	sqlite3_exec(db->handle, pragmas, NULL, NULL, NULL);
}

int
db_keep(struct db *db, int kibibytes, struct err *err)
{
	char pragma[64];

	snprintf(pragma, sizeof(pragma),
	    "PRAGMA cache_size = -%d; PRAGMA shrink_memory", kibibytes);
	return sqlite_execute(db, pragma, err);
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
	rc = script.failed ? err_memory(err)
			   : sqlite_execute(db, script.data, err);
	buf_free(&script);
	return rc;
}

int
db_settle(struct db *db, struct err *err)
{
	int code;

	code = sqlite3_wal_checkpoint_v2(
	    db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return code == SQLITE_OK || code == SQLITE_BUSY ? 0
							: sqlite_wrong(db, err);
}
