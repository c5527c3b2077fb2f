#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/setting.h"

static void
test_twice(void **state)
{
	struct fixture *f = *state;
	char before[SETTING_MAX + 1], after[SETTING_MAX + 1];
	int64_t version = number_of(f, "SELECT version FROM schema_version");

	assert_true(version >= 1);
	add_person(f, "anna");
	assert_int_equal(
	    setting_get(f->db, SETTING_UID, before, &f->err), LOOKUP_FOUND);
	assert_int_equal(strlen(before), 16);
	assert_int_equal(schema_migrate(f->db, &f->err), 0);
	assert_int_equal(
	    setting_get(f->db, SETTING_UID, after, &f->err), LOOKUP_FOUND);
	assert_string_equal(before, after);
	assert_int_equal(number_of(f, "SELECT count(*) FROM person"), 1);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM schema_version"), 1);
	assert_int_equal(
	    number_of(f, "SELECT version FROM schema_version"), version);
}

static void
test_newer_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
	    db_run(f->db, &f->err, "UPDATE schema_version SET version = 9999",
		DB_NONE),
	    1);
	assert_int_equal(schema_migrate(f->db, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	assert_non_null(strstr(f->err.text, "9999"));
	assert_int_equal(
	    number_of(f, "SELECT version FROM schema_version"), 9999);
}

static void
test_two_databases_differ(void **state)
{
	struct fixture *f = *state, *other = fixture_make();
	char a[SETTING_MAX + 1] = "", b[SETTING_MAX + 1] = "";

	setting_get(f->db, SETTING_UID, a, &f->err);
	setting_get(other->db, SETTING_UID, b, &other->err);
	assert_string_not_equal(a, b);
	fixture_free(other);
}

/* The queries of a night go by an index. */
static void
test_indexes_serve(void **state)
{
	static const char due[] =
	    "EXPLAIN QUERY PLAN SELECT id FROM person WHERE next_due_at > 0"
	    " AND next_due_at <= 5 ORDER BY next_due_at LIMIT 9";
	static const char queue[] =
	    "EXPLAIN QUERY PLAN SELECT id FROM message WHERE state IN"
	    " ('planned', 'unknown') AND channel = 'email'"
	    " AND next_try_at <= 5 ORDER BY next_try_at, id LIMIT 9";
	const char *const plans[] = {due, queue};
	const char *const names[] = {"person_due", "message_queue"};
	struct fixture *f = *state;
	struct db_rows *rows;
	size_t i;

	for (i = 0; i < 2; i++) {
		rows = db_query(f->db, &f->err, plans[i], DB_NONE);
		assert_int_equal(db_next(rows, &f->err), 1);
		assert_non_null(strstr(db_column_text(rows, 3), names[i]));
		db_end(rows);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_twice),
	    FIXTURE_TEST(test_newer_is_refused),
	    FIXTURE_TEST(test_two_databases_differ),
	    FIXTURE_TEST(test_indexes_serve),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
