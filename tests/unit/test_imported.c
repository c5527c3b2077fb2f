#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/imported.h"

static void
test_round_trip(void **state)
{
	struct fixture *f = *state;
	struct imported in = {.at = 7,
			    .organisation = 3,
			    .file = "list.csv",
			    .sha256 = "ab",
			    .refused_whole = true,
			    .trouble = "has no column",
			    .refusals = "2\te-mail\tx\ty\n",
			    .added = 1,
			    .changed = 2,
			    .unchanged = 3,
			    .back = 4,
			    .left = 5,
			    .refused = 6},
			out;
	struct db_rows *rows;

	assert_int_equal(imported_add(f->db, &in, &f->err), 0);
	assert_int_equal(
	    imported_get(f->db, in.id, &out, &rows, &f->err), LOOKUP_FOUND);
	assert_int_equal(out.id, in.id);
	assert_int_equal(out.at, 7);
	assert_int_equal(out.organisation, 3);
	assert_string_equal(out.file, in.file);
	assert_string_equal(out.sha256, in.sha256);
	assert_true(out.refused_whole);
	assert_string_equal(out.trouble, in.trouble);
	assert_string_equal(out.refusals, in.refusals);
	assert_int_equal(out.added, 1);
	assert_int_equal(out.changed, 2);
	assert_int_equal(out.unchanged, 3);
	assert_int_equal(out.back, 4);
	assert_int_equal(out.left, 5);
	assert_int_equal(out.refused, 6);
	db_end(rows);
	assert_int_equal(
	    imported_get(f->db, in.id + 1, &out, &rows, &f->err), LOOKUP_NONE);
	db_end(rows);
}

/* A list that was refused was never imported. */
static void
test_before(void **state)
{
	struct fixture *f = *state;
	struct imported list = {
	    .at = 7, .file = "list.csv", .sha256 = "ab", .refused_whole = true};
	int64_t at;

	assert_int_equal(imported_add(f->db, &list, &f->err), 0);
	assert_int_equal(
	    imported_before(f->db, "ab", &at, &f->err), LOOKUP_NONE);
	list.refused_whole = false;
	assert_int_equal(imported_add(f->db, &list, &f->err), 0);
	list.at = 9;
	assert_int_equal(imported_add(f->db, &list, &f->err), 0);
	assert_int_equal(
	    imported_before(f->db, "ab", &at, &f->err), LOOKUP_FOUND);
	assert_int_equal(at, 9);
	assert_int_equal(
	    imported_before(f->db, "abc", &at, &f->err), LOOKUP_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_round_trip, fixture_setup, fixture_teardown),
	    cmocka_unit_test_setup_teardown(
		test_before, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
