#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "deliver/pace.h"

#define MINUTE 60000 /* ticks */

/* How many go in so many ticks, when one waits as one is told. */
static int
count(int64_t per_minute, int64_t ticks)
{
	int64_t now = 1000, end = now + ticks;
	struct pace pace;
	int n = 0;

	pace_begin(&pace, per_minute, now);
	for (;;) {
		while (pace_take(&pace, now))
			n++;
		assert_true(pace_wait(&pace, now) > 0);
		now += pace_wait(&pace, now);
		if (now >= end)
			return n;
	}
}

static void
test_rates(void **state)
{
	static const int rates[] = {1, 7, 60, 600, 6000, 90000};
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		n = count(rates[i], MINUTE);
		/* A second's worth at the start, at most; one at the end. */
		assert_in_range(n, rates[i] - rates[i] / 60 - 1,
		    rates[i] + 1 + rates[i] / 60);
	}
}

/* An hour of quiet is no licence for a flood. */
static void
test_no_flood(void **state)
{
	struct pace pace;
	int n = 0;

	(void)state;
	pace_begin(&pace, 600, 0);
	while (pace_take(&pace, 60 * MINUTE))
		n++;
	assert_int_equal(n, 10);
}

static void
test_no_limit(void **state)
{
	struct pace pace;
	int i;

	(void)state;
	pace_begin(&pace, 0, 5);
	for (i = 0; i < 100000; i++)
		assert_true(pace_take(&pace, 5));
	assert_int_equal(pace_wait(&pace, 5), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rates),
	    cmocka_unit_test(test_no_flood),
	    cmocka_unit_test(test_no_limit),
	};

	return cmocka_run_group_tests_name("pace", tests, NULL, NULL);
}
