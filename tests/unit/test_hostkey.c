#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/hostkey.h"

/* Makes a key for the gate and codes. */
static int
make(struct fixture *f, const char *name, int64_t now, char key[HOSTKEY_SIZE])
{
	struct hostkey hostkey = {
	    .scopes = 1U << SCOPE_GATE | 1U << SCOPE_VERIFY, .made_at = now};

	snprintf(hostkey.name, sizeof(hostkey.name), "%s", name);
	return hostkey_make(f->db, &hostkey, key, &f->err);
}

static void
test_find(void **state)
{
	struct fixture *f = *state;
	char key[HOSTKEY_SIZE], other[HOSTKEY_SIZE];
	struct hostkey hostkey;
	size_t i;

	assert_int_equal(make(f, "medplan", 1, key), 0);
	assert_int_equal(make(f, "portal", 1, other), 0);
	assert_int_equal(strlen(key), HOSTKEY_SIZE - 1);
	assert_memory_equal(key, "tfh_", 4);
	assert_string_not_equal(key, other);
	assert_int_equal(
	    hostkey_find(f->db, key, &hostkey, &f->err), LOOKUP_FOUND);
	assert_string_equal(hostkey.name, "medplan");
	assert_int_equal(
	    hostkey_find(f->db, other, &hostkey, &f->err), LOOKUP_FOUND);
	assert_string_equal(hostkey.name, "portal");
	assert_int_equal(hostkey.scopes, 1U << SCOPE_GATE | 1U << SCOPE_VERIFY);
	for (i = 0; i < HOSTKEY_SIZE - 1; i++) {
		key[i] ^= 1;
		assert_int_equal(
		    hostkey_find(f->db, key, &hostkey, &f->err), LOOKUP_NONE);
		key[i] ^= 1;
	}
	assert_int_equal(
	    hostkey_find(f->db, "", &hostkey, &f->err), LOOKUP_NONE);
}

static void
test_replaces_and_is_not_stored(void **state)
{
	struct fixture *f = *state;
	char old[HOSTKEY_SIZE], new[HOSTKEY_SIZE];
	struct hostkey hostkey;
	struct buf dump;

	assert_int_equal(make(f, "medplan", 1, old), 0);
	assert_int_equal(make(f, "medplan", 2, new), 0);
	assert_int_equal(
	    hostkey_find(f->db, old, &hostkey, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    hostkey_find(f->db, new, &hostkey, &f->err), LOOKUP_FOUND);
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
	char key[HOSTKEY_SIZE], other[HOSTKEY_SIZE];
	struct hostkey hostkey;

	assert_int_equal(make(f, "medplan", 1, key), 0);
	assert_int_equal(make(f, "portal", 1, other), 0);
	assert_int_equal(
	    hostkey_revoke(f->db, "medplan", &f->err), LOOKUP_FOUND);
	assert_int_equal(
	    hostkey_find(f->db, key, &hostkey, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    hostkey_find(f->db, other, &hostkey, &f->err), LOOKUP_FOUND);
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

	assert_int_equal(make(f, "portal", 7, key), 0);
	assert_int_equal(make(f, "medplan", 5, key), 0);
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
