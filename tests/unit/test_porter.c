#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "web/porter.h"

#define APPS 40 /* more than are remembered at a time */

static void
make(struct fixture *f, int app, char key[HOSTKEY_SIZE])
{
	struct hostkey hostkey = {.scopes = 1U << SCOPE_GATE, .made_at = 1};

	snprintf(hostkey.name, sizeof(hostkey.name), "app-%d", app);
	assert_int_equal(hostkey_make(f->db, &hostkey, key, &f->err), 0);
}

/* A connection that holds a state, as a call's does. */
static struct db *
reader(struct fixture *f)
{
	struct hostkey nobody;
	struct db *db;

	assert_int_equal(db_open(f->database, DB_EXISTING, &db, &f->err), 0);
	/* The first read makes the database known. */
	assert_int_equal(
	    hostkey_find(db, "nobody", &nobody, &f->err), LOOKUP_NONE);
	assert_int_equal(db_hold(db, &f->err), 0);
	assert_true(db_state(db) != 0);
	return db;
}

static void
finds_as_often_as_asked(void **state)
{
	struct fixture *f = *state;
	char keys[APPS][HOSTKEY_SIZE], name[LABEL_MAX + 1];
	struct hostkey hostkey;
	struct porter *porter;
	struct db *db;
	int app, round;

	assert_int_equal(porter_make(&porter, &f->err), 0);
	for (app = 0; app < APPS; app++)
		make(f, app, keys[app]);
	db = reader(f);
	for (round = 0; round < 3; round++) {
		for (app = 0; app < APPS; app++) {
			snprintf(name, sizeof(name), "app-%d", app);
			assert_int_equal(porter_find(porter, db, keys[app],
					     &hostkey, &f->err),
			    LOOKUP_FOUND);
			assert_string_equal(hostkey.name, name);
			assert_int_equal(hostkey.scopes, 1U << SCOPE_GATE);
		}
	}
	db_close(db);
	porter_free(porter);
}

static void
takes_no_other_key(void **state)
{
	struct fixture *f = *state;
	char key[HOSTKEY_SIZE];
	struct hostkey hostkey;
	struct porter *porter;
	struct db *db;
	size_t i;

	assert_int_equal(porter_make(&porter, &f->err), 0);
	make(f, 1, key);
	db = reader(f);
	assert_int_equal(
	    porter_find(porter, db, key, &hostkey, &f->err), LOOKUP_FOUND);
	for (i = 0; i < HOSTKEY_SIZE - 1; i++) {
		key[i] ^= 1;
		assert_int_equal(
		    porter_find(porter, db, key, &hostkey, &f->err),
		    LOOKUP_NONE);
		key[i] ^= 1;
	}
	assert_int_equal(
	    porter_find(porter, db, "", &hostkey, &f->err), LOOKUP_NONE);
	db_close(db);
	porter_free(porter);
}

/* From the moment at which another connection took it away. */
static void
forgets_what_is_revoked(void **state)
{
	struct fixture *f = *state;
	char key[HOSTKEY_SIZE];
	struct hostkey hostkey;
	struct porter *porter;
	struct db *db;
	int round;

	assert_int_equal(porter_make(&porter, &f->err), 0);
	for (round = 0; round < 20; round++) {
		make(f, 1, key);
		db = reader(f);
		assert_int_equal(
		    porter_find(porter, db, key, &hostkey, &f->err),
		    LOOKUP_FOUND);
		assert_int_equal(
		    hostkey_revoke(f->db, "app-1", &f->err), LOOKUP_FOUND);
		assert_int_equal(db_hold(db, &f->err), 0);
		assert_int_equal(
		    porter_find(porter, db, key, &hostkey, &f->err),
		    LOOKUP_NONE);
		db_close(db);
	}
	porter_free(porter);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(finds_as_often_as_asked),
	    FIXTURE_TEST(takes_no_other_key),
	    FIXTURE_TEST(forgets_what_is_revoked),
	};

	return cmocka_run_group_tests_name("porter", tests, NULL, NULL);
}
