#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"

static void
test_values_by_name(void **state)
{
	static const char turned[] = "SELECT $2, $1";
	static const char twice[] = "SELECT $1 || $2 || $1";
	static const char later[] = "SELECT $3 || $1 || $2";
	struct fixture *f = *state;
	struct db_rows *rows;

	rows = db_query(f->db, &f->err, turned, db_text("one"), db_text("two"));
	assert_int_equal(db_next(rows, &f->err), 1);
	assert_string_equal(db_column_text(rows, 0), "two");
	assert_string_equal(db_column_text(rows, 1), "one");
	assert_int_equal(db_next(rows, &f->err), 0);
	db_end(rows);
	rows = db_query(f->db, &f->err, twice, db_text("a"), db_text("b"));
	assert_int_equal(db_next(rows, &f->err), 1);
	assert_string_equal(db_column_text(rows, 0), "aba");
	db_end(rows);
	rows = db_query(
	    f->db, &f->err, later, db_text("1"), db_text("2"), db_text("3"));
	assert_int_equal(db_next(rows, &f->err), 1);
	assert_string_equal(db_column_text(rows, 0), "312");
	db_end(rows);
}

static void
test_types(void **state)
{
	static const char sql[] = "SELECT $1, $2, $3, $4, $5, typeof($4)";
	struct fixture *f = *state;
	struct db_rows *rows;
	const void *bytes;
	size_t len;
	char cut[3];

	rows = db_query(f->db, &f->err, sql, db_int(INT64_MIN),
	    db_text("t\xc3\xa9"), db_bytes("a\0b", 3), db_text(NULL),
	    db_text(NULL));
	assert_int_equal(db_next(rows, &f->err), 1);
	assert_int_equal(db_column_int(rows, 0), INT64_MIN);
	assert_string_equal(db_column_text(rows, 1), "t\xc3\xa9");
	bytes = db_column_bytes(rows, 2, &len);
	assert_int_equal(len, 3);
	assert_memory_equal(bytes, "a\0b", 3);
	assert_string_equal(db_column_text(rows, 3), "");
	assert_non_null(db_column_bytes(rows, 3, &len));
	assert_int_equal(len, 0);
	assert_int_equal(db_column_int(rows, 4), 0);
	assert_string_equal(db_column_text(rows, 5), "null");
	db_column_copy(rows, 5, cut, sizeof(cut));
	assert_string_equal(cut, "nu");
	db_end(rows);
}

/* A value of a run before does not stay behind in a kept statement. */
static void
test_statement_is_kept(void **state)
{
	static const char sql[] = "SELECT $1";
	struct fixture *f = *state;
	struct db_rows *first, *rows;

	first = db_query(f->db, &f->err, sql, db_int(5));
	assert_non_null(first);
	/* At work: it cannot be started again before its end. */
	assert_null(db_query(f->db, &f->err, sql, db_int(6)));
	assert_int_equal(f->err.kind, ERR_INTERNAL);
	assert_int_equal(db_next(first, &f->err), 1);
	assert_int_equal(db_column_int(first, 0), 5);
	db_end(first);
	rows = db_query(f->db, &f->err, sql, db_int(7));
	assert_ptr_equal(rows, first);
	assert_int_equal(db_next(rows, &f->err), 1);
	assert_int_equal(db_column_int(rows, 0), 7);
	db_end(rows);
	rows = db_query(f->db, &f->err, sql, DB_NONE);
	assert_int_equal(db_next(rows, &f->err), 1);
	assert_int_equal(db_column_int(rows, 0), 0);
	db_end(rows);
}

static void
test_too_many_values(void **state)
{
	static const char sql[] = "SELECT $1";
	struct fixture *f = *state;
	int64_t number;

	assert_null(db_query(f->db, &f->err, sql, db_int(1), db_int(2)));
	assert_int_equal(f->err.kind, ERR_INTERNAL);
	assert_int_equal(db_number(f->db, &f->err, &number, sql, db_int(3)), 0);
	assert_int_equal(number, 3);
}

static void
test_changes(void **state)
{
	static const char insert[] = "INSERT INTO setting VALUES ($2, $1)";
	static const char update[] = "UPDATE setting SET value = $1"
				     " WHERE name LIKE 'n%'";
	struct fixture *f = *state;

	assert_int_equal(
	    db_run(f->db, &f->err, insert, db_text("v"), db_text("n1")), 1);
	assert_int_equal(
	    db_run(f->db, &f->err, insert, db_text("v"), db_text("n2")), 1);
	assert_int_equal(db_run(f->db, &f->err, update, db_text("w")), 2);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM setting WHERE value = 'w'"), 2);
	assert_int_equal(
	    db_run(f->db, &f->err, insert, db_text("v"), db_text("n1")), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	assert_int_equal(
	    db_run(f->db, &f->err, "INSERT INTO nowhere VALUES (1)", DB_NONE),
	    -1);
	assert_int_equal(f->err.kind, ERR_INTERNAL);
}

/* How many organisations a connection sees. */
static int64_t
seen(struct fixture *f, struct db *db)
{
	int64_t count;

	assert_int_equal(db_number(db, &f->err, &count,
			     "SELECT count(*) FROM organisation", DB_NONE),
	    0);
	return count;
}

static void
add_organisation(struct fixture *f, const char *ref)
{
	assert_int_equal(db_run(f->db, &f->err,
			     "INSERT INTO organisation (ref, name)"
			     " VALUES ($1, '')",
			     db_text(ref)),
	    1);
}

/* One state until it is asked for anew, which is then that of now. */
static void
test_hold(void **state)
{
	struct fixture *f = *state;
	char ref[REF_MAX + 1];
	struct db *reader;
	int64_t before;
	int i;

	assert_int_equal(
	    db_open(f->database, DB_EXISTING, &reader, &f->err), 0);
	before = seen(f, f->db);
	assert_int_equal(db_hold(reader, &f->err), 0);
	assert_int_equal(seen(f, reader), before);
	for (i = 1; i <= 100; i++) {
		snprintf(ref, sizeof(ref), "place-%d", i);
		add_organisation(f, ref);
		assert_int_equal(seen(f, reader), before + i - 1);
		assert_int_equal(db_hold(reader, &f->err), 0);
		assert_int_equal(seen(f, reader), before + i);
	}
	db_let_go(reader);
	db_let_go(reader);
	add_organisation(f, "last");
	assert_int_equal(seen(f, reader), before + i);
	db_close(reader);
}

/* Its number is the same on every connection, and another after a commit. */
static void
test_state(void **state)
{
	struct fixture *f = *state;
	struct db *readers[2];
	uint64_t before;
	size_t i;

	for (i = 0; i < 2; i++)
		assert_int_equal(
		    db_open(f->database, DB_EXISTING, &readers[i], &f->err), 0);
	assert_int_equal(db_state(readers[0]), 0);
	for (i = 0; i < 2; i++) {
		seen(f, readers[i]);
		assert_int_equal(db_hold(readers[i], &f->err), 0);
	}
	before = db_state(readers[0]);
	assert_int_not_equal(before, 0);
	assert_true(db_state(readers[1]) == before);
	add_organisation(f, "one");
	assert_true(db_state(readers[0]) == before);
	for (i = 0; i < 2; i++)
		assert_int_equal(db_hold(readers[i], &f->err), 0);
	assert_true(db_state(readers[0]) != before);
	assert_true(db_state(readers[0]) == db_state(readers[1]));
	db_let_go(readers[0]);
	assert_int_equal(db_state(readers[0]), 0);
	for (i = 0; i < 2; i++)
		db_close(readers[i]);
}

/* What is held is no hindrance to writing. */
static void
test_hold_ends_by_writing(void **state)
{
	struct fixture *f = *state;
	struct db *other;

	assert_int_equal(db_open(f->database, DB_EXISTING, &other, &f->err), 0);
	assert_int_equal(db_hold(f->db, &f->err), 0);
	seen(f, f->db);
	/* From what is held then nobody could write: it is of before. */
	assert_int_equal(
	    db_run(other, &f->err, "INSERT INTO setting VALUES ('other', '')",
		DB_NONE),
	    1);
	add_organisation(f, "one");
	assert_int_equal(db_hold(f->db, &f->err), 0);
	seen(f, f->db);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	add_organisation(f, "two");
	db_rollback(f->db);
	assert_int_equal(seen(f, other), seen(f, f->db));
	db_close(other);
}

static void
test_foreign_keys_hold(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
	    db_run(f->db, &f->err,
		"INSERT INTO throttle VALUES (999, 'code', 1, 1)", DB_NONE),
	    -1);
	assert_int_equal(f->err.kind, ERR_DATA);
}

static void
test_rollback(void **state)
{
	static const char insert[] = "INSERT INTO setting VALUES ('x', '')";
	static const char count[] = "SELECT count(*) FROM setting"
				    " WHERE name = 'x'";
	struct fixture *f = *state;
	struct err err;

	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(db_run(f->db, &f->err, insert, DB_NONE), 1);
	assert_int_equal(number_of(f, count), 1);
	err_set(&err, ERR_DATA, "kept");
	db_rollback(f->db);
	db_rollback(f->db); /* outside a transaction: nothing */
	assert_string_equal(err.text, "kept");
	assert_int_equal(number_of(f, count), 0);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(db_run(f->db, &f->err, insert, DB_NONE), 1);
	assert_int_equal(db_commit(f->db, &f->err), 0);
	db_rollback(f->db);
	assert_int_equal(number_of(f, count), 1);
}

static int64_t
settings_like(struct fixture *f, struct db *db)
{
	int64_t count;

	assert_int_equal(
	    db_number(db, &f->err, &count,
		"SELECT count(*) FROM setting WHERE name LIKE 'part%'",
		DB_NONE),
	    0);
	return count;
}

/* Others see the parts of a group at once, those that were undone apart. */
static void
test_group(void **state)
{
	static const char insert[] = "INSERT INTO setting VALUES ($1, '')";
	struct fixture *f = *state;
	struct db *other;

	assert_int_equal(db_open(f->database, DB_EXISTING, &other, &f->err), 0);
	assert_int_equal(db_group(f->db, &f->err), 0);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(db_run(f->db, &f->err, insert, db_text("part1")), 1);
	assert_int_equal(db_commit(f->db, &f->err), 0);
	db_rollback(f->db); /* outside a part: nothing */
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(db_run(f->db, &f->err, insert, db_text("part2")), 1);
	db_rollback(f->db);
	assert_int_equal(db_run(f->db, &f->err, insert, db_text("part3")), 1);
	assert_int_equal(settings_like(f, f->db), 2);
	assert_int_equal(settings_like(f, other), 0);
	assert_int_equal(db_group_commit(f->db, &f->err), 0);
	assert_int_equal(settings_like(f, other), 2);
	/* It is over: the next one is on its own. */
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(db_run(f->db, &f->err, insert, db_text("part4")), 1);
	assert_int_equal(db_commit(f->db, &f->err), 0);
	assert_int_equal(settings_like(f, other), 3);
	db_close(other);
}

/* When SQLite gives all of a group up, nothing is written that outlives it. */
static void
test_group_is_lost(void **state)
{
	static const char insert[] = "INSERT INTO setting VALUES ($1, '')";
	struct fixture *f = *state;

	assert_int_equal(db_group(f->db, &f->err), 0);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(db_run(f->db, &f->err, insert, db_text("part1")), 1);
	assert_int_not_equal(db_run(f->db, &f->err, "ROLLBACK", DB_NONE), -1);
	assert_int_equal(db_run(f->db, &f->err, insert, db_text("part2")), -1);
	assert_int_equal(f->err.kind, ERR_LATER);
	db_rollback(f->db);
	assert_int_equal(db_begin(f->db, &f->err), -1);
	assert_int_equal(db_group_commit(f->db, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_LATER);
	assert_int_equal(settings_like(f, f->db), 0);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(db_run(f->db, &f->err, insert, db_text("part3")), 1);
	assert_int_equal(db_commit(f->db, &f->err), 0);
	assert_int_equal(settings_like(f, f->db), 1);
}

/* Waits the whole ten seconds once: nobody gives the lock back. */
static void
test_locked_is_for_later(void **state)
{
	struct fixture *f = *state;
	struct db *other;

	assert_int_equal(db_open(f->database, DB_EXISTING, &other, &f->err), 0);
	assert_int_equal(db_begin(other, &f->err), 0);
	/* Readers go on meanwhile. */
	assert_int_equal(number_of(f, "SELECT count(*) FROM person"), 0);
	assert_int_equal(db_begin(f->db, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_LATER);
	assert_non_null(strstr(f->err.text, f->database));
	db_rollback(other);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	db_rollback(f->db);
	db_close(other);
}

static void
test_open_refuses(void **state)
{
	static const char noise[] = "this is no database, but text that is "
				    "long enough to be taken for a header of "
				    "one hundred bytes, or so it seems to me";
	struct fixture *f = *state;
	struct db *db = NULL;
	char path[FIXTURE_PATH];
	int fd;

	snprintf(path, sizeof(path), "%s/none", f->folder);
	assert_int_equal(db_open(path, DB_EXISTING, &db, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	assert_non_null(strstr(f->err.text, path));
	assert_null(db);
	assert_int_equal(access(path, F_OK), -1);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_int_equal(
	    write(fd, noise, sizeof(noise)), (ssize_t)sizeof(noise));
	close(fd);
	assert_int_equal(db_open(path, DB_EXISTING, &db, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	assert_null(db);
	unlink(path);
	assert_int_equal(
	    db_open("/nonexistent/db", DB_CREATE, &db, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	db_close(NULL);
}

static void
test_is_private_and_durable(void **state)
{
	struct fixture *f = *state;
	struct stat st;

	assert_int_equal(stat(f->database, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(number_of(f, "PRAGMA synchronous"), 2);
	assert_int_equal(number_of(f,
			     "SELECT 1 FROM pragma_journal_mode"
			     " WHERE journal_mode = 'wal'"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_values_by_name),
	    FIXTURE_TEST(test_types),
	    FIXTURE_TEST(test_statement_is_kept),
	    FIXTURE_TEST(test_too_many_values),
	    FIXTURE_TEST(test_changes),
	    FIXTURE_TEST(test_hold),
	    FIXTURE_TEST(test_state),
	    FIXTURE_TEST(test_hold_ends_by_writing),
	    FIXTURE_TEST(test_foreign_keys_hold),
	    FIXTURE_TEST(test_rollback),
	    FIXTURE_TEST(test_group),
	    FIXTURE_TEST(test_group_is_lost),
	    FIXTURE_TEST(test_locked_is_for_later),
	    FIXTURE_TEST(test_open_refuses),
	    FIXTURE_TEST(test_is_private_and_durable),
	};

	return cmocka_run_group_tests_name("sqlite", tests, NULL, NULL);
}
