#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "deliver/retry.h"

#define NOW INT64_C(1792738800)
#define MINUTE INT64_C(60)
#define HOUR INT64_C(3600)

static void
test_waits(void **state)
{
	static const int64_t webhook[] = {5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR,
	    5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR};
	int64_t i, before = 0, at;

	(void)state;
	for (i = 0; i < 9; i++) {
		assert_int_equal(retry_at(CHANNEL_POPUP, i + 1, 0, NOW, 0),
		    NOW + webhook[i]);
		at = retry_at(CHANNEL_EMAIL, i + 1, 0, NOW, 0);
		assert_true(at - NOW >= before && at - NOW >= 15 * MINUTE);
		before = at - NOW;
	}
	assert_int_equal(
	    retry_at(CHANNEL_EMAIL, 1, 0, NOW, 0), NOW + 15 * MINUTE);
}

static void
test_gives_up(void **state)
{
	(void)state;
	assert_int_equal(retry_at(CHANNEL_POPUP, 10, 0, NOW, 0), 0);
	assert_int_equal(retry_at(CHANNEL_EMAIL, 10, 60, NOW, 0), 0);
	assert_int_equal(retry_at(CHANNEL_EMAIL, INT64_MAX, 0, NOW, 0), 0);
}

static void
test_jitter(void **state)
{
	int64_t most = retry_at(CHANNEL_POPUP, 4, 0, NOW, UINT32_MAX);
	int64_t half = retry_at(CHANNEL_POPUP, 4, 0, NOW, UINT32_MAX / 2 + 1);

	(void)state;
	assert_in_range(
	    most, NOW + 2 * HOUR + 11 * MINUTE, NOW + 2 * HOUR + 12 * MINUTE);
	assert_int_equal(half, NOW + 2 * HOUR + 6 * MINUTE);
}

static void
test_retry_after(void **state)
{
	(void)state;
	assert_int_equal(retry_at(CHANNEL_POPUP, 1, 120, NOW, 0), NOW + 120);
	/* Asking for less than we would wait anyway changes nothing. */
	assert_int_equal(
	    retry_at(CHANNEL_POPUP, 2, 10, NOW, 0), NOW + 5 * MINUTE);
	/* Nobody puts us off for longer than a day. */
	assert_int_equal(retry_at(CHANNEL_POPUP, 1, INT64_MAX, NOW, 0),
	    NOW + RETRY_AFTER_MAX);
	assert_true(
	    retry_at(CHANNEL_POPUP, 1, 120, NOW, UINT32_MAX) >= NOW + 120);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_waits),
	    cmocka_unit_test(test_gives_up),
	    cmocka_unit_test(test_jitter),
	    cmocka_unit_test(test_retry_after),
	};

	return cmocka_run_group_tests_name("retry", tests, NULL, NULL);
}
