#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "enrol/patience.h"
#include "fixture.h"

static void
test_wait(void **state)
{
	static const int64_t waits[] = {
	    0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(waits) / sizeof(waits[0]); i++)
		assert_int_equal(patience_wait((int64_t)i), waits[i]);
	assert_int_equal(patience_wait(99), 3600);
	assert_int_equal(patience_wait(INT64_MAX), 3600);
}

static void
test_waits(void **state)
{
	struct throttle t = {.failures = 5, .retry_at = 100};

	(void)state;
	assert_true(patience_waits(&t, 99));
	assert_false(patience_waits(&t, 100));
	assert_false(patience_blocked(&t));
	t.failures = PATIENCE_MAX - 1;
	assert_false(patience_blocked(&t));
	t.failures = PATIENCE_MAX;
	assert_true(patience_blocked(&t));
	assert_true(patience_waits(&t, INT64_MAX));
}

static void
test_lose(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	struct throttle t = {.failures = 3}, got;

	assert_int_equal(
	    patience_lose(&f->desk, anna, THROTTLE_CODE, &t, &f->err), 0);
	assert_int_equal(t.failures, 4);
	assert_int_equal(t.retry_at, f->desk.now + 60);
	throttle_get(f->db, anna, THROTTLE_CODE, &got, &f->err);
	assert_int_equal(got.failures, 4);
	assert_int_equal(got.retry_at, t.retry_at);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_wait),
	    cmocka_unit_test(test_waits),
	    FIXTURE_TEST(test_lose),
	};

	return cmocka_run_group_tests_name("patience", tests, NULL, NULL);
}
