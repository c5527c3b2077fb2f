#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/retirement.h"
#include "enrol/rotation.h"
#include "enrol/secret.h"
#include "fixture.h"

#define PEOPLE 7

static void
secrets(struct fixture *f)
{
	struct person p;
	char ref[8];
	int i;

	for (i = 1; i <= PEOPLE; i++) {
		snprintf(ref, sizeof(ref), "p%d", i);
		p = add_person(f, ref);
		assert_int_equal(secret_make(&f->desk, p.id, &f->err), 0);
	}
}

static int
opens(struct fixture *f, int64_t person)
{
	struct credential c;
	uint8_t key[TOTP_KEY_SIZE];

	assert_int_equal(
	    credential_get(f->db, person, CREDENTIAL_IN_USE, &c, &f->err),
	    LOOKUP_FOUND);
	return secret_open(&f->desk, person, &c, key, &f->err);
}

static void
new_key(struct fixture *f)
{
	char id[KEYRING_ID_MAX + 1];

	assert_int_equal(keyfile_add(f->key_file, id, &f->err), 0);
	assert_int_equal(keyring_follow(f->keys, &f->err), 0);
}

static bool
is_open(struct fixture *f)
{
	bool open;

	assert_int_equal(rotation_is_open(&f->desk, &open, &f->err), 0);
	return open;
}

static struct retirement
look(struct fixture *f, const char *id)
{
	struct retirement r;

	assert_int_equal(retirement_look(&f->desk, id, &r, &f->err), 0);
	return r;
}

static void
test_seals_anew(void **state)
{
	struct fixture *f = *state;
	struct rotation r = {.seen = 0};
	int64_t i;

	secrets(f);
	assert_true(is_open(f)); /* the database goes by no key yet */
	assert_int_equal(rotation_begin(&f->desk, &f->err), 0);
	assert_false(is_open(f));
	new_key(f);
	assert_true(is_open(f));
	assert_int_equal(rotation_begin(&f->desk, &f->err), 0);
	assert_int_equal(look(f, "k1").secrets, PEOPLE);
	assert_int_equal(rotation_step(&f->desk, &r, &f->err), 0);
	assert_int_equal(r.seen, PEOPLE);
	assert_int_equal(r.sealed, PEOPLE);
	assert_int_equal(r.refused, 0);
	assert_false(is_open(f));
	assert_int_equal(look(f, "k1").secrets, 0);
	assert_int_equal(look(f, "k2").secrets, PEOPLE);
	assert_int_equal(keyfile_remove(f->key_file, "k1", &f->err), 0);
	assert_int_equal(keyring_follow(f->keys, &f->err), 0);
	for (i = 1; i <= PEOPLE; i++)
		assert_int_equal(opens(f, i), 0);
	r = (struct rotation){.seen = 0};
	assert_int_equal(rotation_step(&f->desk, &r, &f->err), 0);
	assert_int_equal(r.sealed, 0);
}

/* Two that were exchanged are passed over and told; the others go on. */
static void
test_exchanged(void **state)
{
	struct fixture *f = *state;
	struct rotation r = {.seen = 0};

	secrets(f);
	assert_int_equal(db_script(f->db,
			     "CREATE TEMP TABLE was AS SELECT * FROM"
			     " credential;"
			     "UPDATE credential SET sealed = (SELECT sealed"
			     " FROM was WHERE person_id = 5 - credential"
			     ".person_id) WHERE person_id IN (2, 3);",
			     &f->err),
	    0);
	assert_int_equal(opens(f, 2), -1);
	assert_int_equal(opens(f, 3), -1);
	assert_int_equal(opens(f, 4), 0);
	new_key(f);
	assert_int_equal(rotation_begin(&f->desk, &f->err), 0);
	assert_int_equal(rotation_step(&f->desk, &r, &f->err), 0);
	assert_int_equal(r.sealed, PEOPLE - 2);
	assert_int_equal(r.refused, 2);
	assert_int_equal(r.refused_of[0], 2);
	assert_int_equal(r.refused_of[1], 3);
	assert_int_equal(look(f, "k1").secrets, 2);
	f->desk.now += 1000 * CLOCK_DAY;
	assert_false(retirement_may(&(struct retirement){2, 0, 0, 1}, 2, true));
}

static void
test_what_needs_a_key(void **state)
{
	static const uint8_t hash[HASH_SIZE] = {1};
	struct fixture *f = *state;
	struct person p = add_person(f, "anna");
	struct retirement r;

	assert_int_equal(rotation_begin(&f->desk, &f->err), 0);
	assert_int_equal(
	    credential_recovery(f->db, p.id, "k1", hash, &f->err), 0);
	assert_int_equal(number_of(f,
			     "INSERT INTO paper VALUES (1, x'01', 'k1', 1, 1,"
			     " 1900000000) RETURNING 1"),
	    1);
	/* The current one has no end. */
	assert_int_equal(look(f, "k1").until, 0);
	assert_false(
	    retirement_may(&(struct retirement){0}, f->desk.now, true));
	new_key(f);
	assert_int_equal(rotation_begin(&f->desk, &f->err), 0);
	r = look(f, "k1");
	assert_int_equal(r.recoveries, 1);
	assert_int_equal(r.papers, 1);
	assert_int_equal(r.until, f->desk.now + 30 * CLOCK_DAY);
	assert_false(retirement_may(&r, r.until, false));
	assert_true(retirement_may(&r, f->desk.now, true));
	/* A second beginning moves nothing. */
	f->desk.now += CLOCK_DAY;
	assert_int_equal(rotation_begin(&f->desk, &f->err), 0);
	assert_int_equal(look(f, "k1").until, r.until);
	assert_int_equal(retirement_make(&f->desk, "k1", &f->err), 0);
	assert_int_equal(retirement_make(&f->desk, "k1", &f->err), 0);
	r = look(f, "k1");
	assert_int_equal(r.recoveries + r.papers, 0);
	assert_false(retirement_may(&r, r.until - 1, false));
	assert_true(retirement_may(&r, r.until, false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_seals_anew),
	    FIXTURE_TEST(test_exchanged),
	    FIXTURE_TEST(test_what_needs_a_key),
	};

	return cmocka_run_group_tests_name("rotation", tests, NULL, NULL);
}
