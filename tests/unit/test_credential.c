#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/credential.h"

static bool
accept(struct fixture *f, int64_t person, int64_t step)
{
	bool accepted;

	assert_int_equal(
	    credential_accept(f->db, person, step, &accepted, &f->err), 0);
	return accepted;
}

/* Whether there was an older one. */
static bool
confirm(struct fixture *f, int64_t person, int64_t step, int64_t now)
{
	bool replaced;

	assert_int_equal(
	    credential_confirm(f->db, person, step, now, &replaced, &f->err),
	    0);
	return replaced;
}

static enum lookup
look(struct fixture *f, int64_t person, struct credential *c)
{
	return credential_get(f->db, person, CREDENTIAL_IN_USE, c, &f->err);
}

static struct credential
get(struct fixture *f, int64_t person, enum credential_wanted wanted)
{
	struct credential c;

	assert_int_equal(
	    credential_get(f->db, person, wanted, &c, &f->err), LOOKUP_FOUND);
	return c;
}

static void
test_put(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	struct credential c;

	assert_int_equal(look(f, anna, &c), LOOKUP_NONE);
	assert_int_equal(
	    credential_put(f->db, anna, "s\0aled", 6, 7, &f->err), 0);
	c = get(f, anna, CREDENTIAL_IN_USE);
	assert_int_equal(c.len, 6);
	assert_memory_equal(c.sealed, "s\0aled", 6);
	assert_true(c.waiting);
	assert_int_equal(c.made_at, 7);
	assert_int_equal(c.confirmed_at, 0);
	assert_int_equal(c.last_step, 0);
	/* Of two that nobody confirmed the newer one is left. */
	assert_int_equal(credential_put(f->db, anna, "more", 4, 8, &f->err), 0);
	assert_int_equal(get(f, anna, CREDENTIAL_WAITING).len, 4);
	assert_int_equal(number_of(f, "SELECT count(*) FROM credential"), 1);
	assert_false(accept(f, anna, 100));
}

/* The old one is in use until the new one's first code, and then no more. */
static void
test_two(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	struct credential c;

	credential_put(f->db, anna, "old", 3, 7, &f->err);
	assert_false(confirm(f, anna, 100, 8));
	credential_put(f->db, anna, "never", 5, 9, &f->err);
	credential_put(f->db, anna, "newer!", 6, 9, &f->err);
	c = get(f, anna, CREDENTIAL_IN_USE);
	assert_int_equal(c.len, 3);
	assert_false(c.waiting);
	assert_int_equal(c.confirmed_at, 8);
	assert_true(accept(f, anna, 200));
	c = get(f, anna, CREDENTIAL_WAITING);
	assert_int_equal(c.len, 6);
	assert_true(c.waiting);
	/* It knows nothing of the old one's codes. */
	assert_int_equal(c.last_step, 0);
	assert_true(confirm(f, anna, 150, 10));
	c = get(f, anna, CREDENTIAL_IN_USE);
	assert_int_equal(c.len, 6);
	assert_int_equal(c.last_step, 150);
	assert_int_equal(c.confirmed_at, 10);
	assert_int_equal(number_of(f, "SELECT count(*) FROM credential"), 1);
}

static void
test_accepted_once(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id,
		bert = add_person(f, "bert").id;

	credential_put(f->db, anna, "a", 1, 7, &f->err);
	credential_put(f->db, bert, "b", 1, 7, &f->err);
	confirm(f, anna, 100, 8);
	assert_false(accept(f, anna, 100));
	assert_false(accept(f, anna, 99));
	assert_true(accept(f, anna, 101));
	assert_int_equal(get(f, anna, CREDENTIAL_IN_USE).last_step, 101);
	assert_int_equal(get(f, anna, CREDENTIAL_IN_USE).confirmed_at, 8);
	assert_int_equal(get(f, bert, CREDENTIAL_IN_USE).last_step, 0);
	assert_false(accept(f, 999, 100));
}

static void
test_too_long_is_changed(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	uint8_t big[CREDENTIAL_SEALED_MAX + 1] = {0};
	struct credential c;

	credential_put(f->db, anna, big, sizeof(big), 7, &f->err);
	assert_int_equal(look(f, anna, &c), LOOKUP_FAILED);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	/* The statement has ended all the same. */
	credential_put(f->db, anna, big, sizeof(big) - 1, 7, &f->err);
	assert_int_equal(
	    get(f, anna, CREDENTIAL_IN_USE).len, CREDENTIAL_SEALED_MAX);
}

static void
test_remove(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id,
		bert = add_person(f, "bert").id;
	static const uint8_t one[HASH_SIZE] = {1}, two[HASH_SIZE] = {2};
	struct credential c;

	credential_put(f->db, anna, "a", 1, 7, &f->err);
	confirm(f, anna, 100, 8);
	credential_put(f->db, anna, "new", 3, 9, &f->err);
	credential_put(f->db, bert, "b", 1, 7, &f->err);
	assert_int_equal(
	    credential_recovery(f->db, anna, "k", one, &f->err), 0);
	assert_int_equal(
	    credential_recovery(f->db, anna, "k", two, &f->err), 0);
	assert_int_equal(
	    credential_recovery(f->db, bert, "k", one, &f->err), 0);
	assert_int_equal(
	    credential_recovery(f->db, anna, "k", one, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	assert_int_equal(credential_remove(f->db, anna, &f->err), 0);
	assert_int_equal(look(f, anna, &c), LOOKUP_NONE);
	assert_int_equal(number_of(f, "SELECT count(*) FROM recovery"), 1);
	assert_int_equal(get(f, bert, CREDENTIAL_IN_USE).len, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_put),
	    FIXTURE_TEST(test_two),
	    FIXTURE_TEST(test_accepted_once),
	    FIXTURE_TEST(test_too_long_is_changed),
	    FIXTURE_TEST(test_remove),
	};

	return cmocka_run_group_tests_name("credential", tests, NULL, NULL);
}
