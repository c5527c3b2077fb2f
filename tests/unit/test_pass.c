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
	struct pass pass = {
	    .person = person, .host = "host:app", .expires_at = expires_at};

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

static bool
give(struct fixture *f, const uint8_t ticket[HASH_SIZE],
    const uint8_t receipt[HASH_SIZE], int64_t person, int64_t since)
{
	const struct pass_receipt row = {receipt, person, 200};
	bool given = true;

	assert_int_equal(
	    pass_give_receipt(f->db, ticket, &row, since, &given, &f->err), 0);
	return given;
}

static bool
take(struct fixture *f, const uint8_t receipt[HASH_SIZE], int64_t person,
    const char *host, int64_t now)
{
	const struct pass_receipt row = {.hash = receipt, .person = person};
	bool taken = true;

	assert_int_equal(
	    pass_take_receipt(f->db, &row, host, now, &taken, &f->err), 0);
	return taken;
}

static void
test_receipt(void **state)
{
	static const uint8_t mine[HASH_SIZE] = {3}, other[HASH_SIZE] = {4};
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id, bob = add_person(f, "bob").id;

	put(f, one, anna, 100);
	put(f, two, bob, 100);
	assert_false(give(f, one, mine, anna, 0)); /* it is not spent */
	assert_true(spend(f, one, 50));
	assert_false(give(f, one, mine, bob, 0));
	assert_false(give(f, one, mine, anna, 50)); /* too long ago */
	assert_true(give(f, one, mine, anna, 49));
	assert_false(give(f, one, other, anna, 49));
	assert_false(take(f, other, anna, "host:app", 60));
	assert_false(take(f, mine, bob, "host:app", 60));
	assert_false(take(f, mine, anna, "host:other", 60));
	assert_false(take(f, mine, anna, "host:app", 200));
	assert_true(take(f, mine, anna, "host:app", 199));
	assert_false(take(f, mine, anna, "host:app", 199));
	/* Nor is there another for the ticket then. */
	assert_false(give(f, one, other, anna, 49));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_spent_once),
	    FIXTURE_TEST(test_expiry),
	    FIXTURE_TEST(test_receipt),
	};

	return cmocka_run_group_tests_name("pass", tests, NULL, NULL);
}
