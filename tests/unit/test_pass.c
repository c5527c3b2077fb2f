#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/pass.h"

static const uint8_t one[HASH_SIZE] = {1}, two[HASH_SIZE] = {2};

static bool
spend(struct fixture *f, const uint8_t hash[HASH_SIZE], int64_t now)
{
	bool spent = true;

	assert_int_equal(pass_spend(f->db, hash, now, &spent, &f->err), 0);
	return spent;
}

static void
put(struct fixture *f, const uint8_t hash[HASH_SIZE], int64_t person,
    int64_t expires_at)
{
	struct pass pass = {.person = person, .expires_at = expires_at};

	assert_int_equal(
	    pass_put(f->db, hash, &pass, "https://app.example.nl/", &f->err),
	    0);
}

static void
test_spent_once(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	char to[PASS_RETURN_MAX + 1];
	struct pass pass;

	assert_int_equal(pass_get(f->db, one, &pass, to, &f->err), LOOKUP_NONE);
	assert_false(spend(f, one, 50));
	put(f, one, anna, 100);
	assert_int_equal(
	    pass_get(f->db, one, &pass, to, &f->err), LOOKUP_FOUND);
	assert_int_equal(pass.person, anna);
	assert_int_equal(pass.expires_at, 100);
	assert_int_equal(pass.used_at, 0);
	assert_string_equal(to, "https://app.example.nl/");
	assert_true(spend(f, one, 50));
	assert_false(spend(f, one, 50));
	pass_get(f->db, one, &pass, to, &f->err);
	assert_int_equal(pass.used_at, 50);
}

static void
test_expiry(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;

	put(f, one, anna, 100);
	put(f, two, anna, 101);
	assert_false(spend(f, one, 100));
	assert_true(spend(f, two, 100));
	assert_int_equal(pass_clean(f->db, 100, &f->err), 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM pass"), 1);
	assert_int_equal(pass_clean(f->db, 101, &f->err), 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM pass"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_spent_once),
	    FIXTURE_TEST(test_expiry),
	};

	return cmocka_run_group_tests_name("pass", tests, NULL, NULL);
}
