#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/throttle.h"

static void
put(struct fixture *f, int64_t person, const char *subject, int64_t failures)
{
	struct throttle t = {.failures = failures, .retry_at = failures * 10};

	assert_int_equal(throttle_put(f->db, person, subject, &t, &f->err), 0);
}

static void
has(struct fixture *f, int64_t person, const char *subject, int64_t failures)
{
	struct throttle t = {.failures = -1, .retry_at = -1};

	assert_int_equal(throttle_get(f->db, person, subject, &t, &f->err), 0);
	assert_int_equal(t.failures, failures);
	assert_int_equal(t.retry_at, failures * 10);
}

static void
test_each_apart(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id,
		bert = add_person(f, "bert").id;

	has(f, anna, THROTTLE_CODE, 0);
	put(f, anna, THROTTLE_CODE, 3);
	put(f, anna, THROTTLE_CODE, 4);
	put(f, anna, THROTTLE_PROOF, 5);
	put(f, bert, THROTTLE_CODE, 6);
	has(f, anna, THROTTLE_CODE, 4);
	has(f, anna, THROTTLE_PROOF, 5);
	has(f, bert, THROTTLE_CODE, 6);
	has(f, bert, THROTTLE_PROOF, 0);
}

static void
test_clear(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id,
		bert = add_person(f, "bert").id;

	put(f, anna, THROTTLE_CODE, 4);
	put(f, anna, THROTTLE_PROOF, 5);
	put(f, bert, THROTTLE_CODE, 6);
	assert_int_equal(
	    throttle_clear(f->db, anna, THROTTLE_CODE, &f->err), 0);
	has(f, anna, THROTTLE_CODE, 0);
	has(f, anna, THROTTLE_PROOF, 5);
	put(f, anna, THROTTLE_CODE, 4);
	assert_int_equal(throttle_clear(f->db, anna, NULL, &f->err), 0);
	has(f, anna, THROTTLE_CODE, 0);
	has(f, anna, THROTTLE_PROOF, 0);
	has(f, bert, THROTTLE_CODE, 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_each_apart),
	    FIXTURE_TEST(test_clear),
	};

	return cmocka_run_group_tests_name("throttle", tests, NULL, NULL);
}
