#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/hostkey.h"

static void
test_find(void **state)
{
	struct fixture *f = *state;
	char key[HOSTKEY_SIZE], other[HOSTKEY_SIZE], name[LABEL_MAX + 1];
	size_t i;

	assert_int_equal(hostkey_make(f->db, "medplan", 1, key, &f->err), 0);
	assert_int_equal(hostkey_make(f->db, "portal", 1, other, &f->err), 0);
	assert_int_equal(strlen(key), HOSTKEY_SIZE - 1);
	assert_memory_equal(key, "tfh_", 4);
	assert_string_not_equal(key, other);
	assert_int_equal(hostkey_find(f->db, key, name, &f->err), LOOKUP_FOUND);
	assert_string_equal(name, "medplan");
	assert_int_equal(
	    hostkey_find(f->db, other, name, &f->err), LOOKUP_FOUND);
	assert_string_equal(name, "portal");
	for (i = 0; i < HOSTKEY_SIZE - 1; i++) {
		key[i] ^= 1;
		assert_int_equal(
		    hostkey_find(f->db, key, name, &f->err), LOOKUP_NONE);
		key[i] ^= 1;
	}
	assert_int_equal(hostkey_find(f->db, "", name, &f->err), LOOKUP_NONE);
}

static void
test_replaces_and_is_not_stored(void **state)
{
	struct fixture *f = *state;
	char old[HOSTKEY_SIZE], new[HOSTKEY_SIZE], name[LABEL_MAX + 1];
	struct buf dump;

	assert_int_equal(hostkey_make(f->db, "medplan", 1, old, &f->err), 0);
	assert_int_equal(hostkey_make(f->db, "medplan", 2, new, &f->err), 0);
	assert_int_equal(hostkey_find(f->db, old, name, &f->err), LOOKUP_NONE);
	assert_int_equal(hostkey_find(f->db, new, name, &f->err), LOOKUP_FOUND);
	buf_init(&dump, DUMP_MAX);
	dump_tables(f, &dump);
	assert_non_null(strstr(dump.data, "'medplan'"));
	assert_null(strstr(dump.data, new + 4));
	buf_free(&dump);
}

static void
test_revoke(void **state)
{
	struct fixture *f = *state;
	char key[HOSTKEY_SIZE], other[HOSTKEY_SIZE], name[LABEL_MAX + 1];

	assert_int_equal(hostkey_make(f->db, "medplan", 1, key, &f->err), 0);
	assert_int_equal(hostkey_make(f->db, "portal", 1, other, &f->err), 0);
	assert_int_equal(
	    hostkey_revoke(f->db, "medplan", &f->err), LOOKUP_FOUND);
	assert_int_equal(hostkey_find(f->db, key, name, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    hostkey_find(f->db, other, name, &f->err), LOOKUP_FOUND);
	assert_int_equal(
	    hostkey_revoke(f->db, "medplan", &f->err), LOOKUP_NONE);
}

static void
test_all(void **state)
{
	struct fixture *f = *state;
	char key[HOSTKEY_SIZE];
	struct hostkey hostkey;
	struct db_rows *rows;

	assert_int_equal(hostkey_make(f->db, "portal", 7, key, &f->err), 0);
	assert_int_equal(hostkey_make(f->db, "medplan", 5, key, &f->err), 0);
	rows = hostkey_all(f->db, &f->err);
	assert_non_null(rows);
	assert_int_equal(db_next(rows, &f->err), 1);
	hostkey_row(rows, &hostkey);
	assert_string_equal(hostkey.name, "medplan");
	assert_int_equal(hostkey.made_at, 5);
	assert_int_equal(db_next(rows, &f->err), 1);
	hostkey_row(rows, &hostkey);
	assert_string_equal(hostkey.name, "portal");
	assert_int_equal(hostkey.made_at, 7);
	assert_int_equal(db_next(rows, &f->err), 0);
	db_end(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_find),
	    FIXTURE_TEST(test_replaces_and_is_not_stored),
	    FIXTURE_TEST(test_revoke),
	    FIXTURE_TEST(test_all),
	};

	return cmocka_run_group_tests_name("hostkey", tests, NULL, NULL);
}
