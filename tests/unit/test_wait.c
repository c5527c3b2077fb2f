#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "web/wait.h"

#define NINE INT64_C(1792738800) /* 2026-10-23, 09:00 in Amsterdam */

static void
counts_seconds(void **state)
{
	(void)state;
	assert_int_equal(wait_seconds(NINE + 30, NINE), 30);
	assert_int_equal(wait_seconds(NINE, NINE), 1);
	assert_int_equal(wait_seconds(NINE - 5, NINE), 1);
}

static void
tells_who_has_to_wait(void **state)
{
	const struct throttle fresh = {.failures = 0},
			      waits = {.failures = 4, .retry_at = NINE + 30},
			      blocked = {.failures = PATIENCE_MAX};

	(void)state;
	assert_int_equal(
	    wait_mistake(&fresh, NINE, MISTAKE_NONE), MISTAKE_NONE);
	assert_int_equal(
	    wait_mistake(&waits, NINE, MISTAKE_NONE), MISTAKE_WAIT);
	assert_int_equal(
	    wait_mistake(&waits, NINE + 30, MISTAKE_NONE), MISTAKE_NONE);
	assert_int_equal(wait_mistake(&waits, NINE, MISTAKE_FEW), MISTAKE_FEW);
	assert_int_equal(
	    wait_mistake(&blocked, NINE, MISTAKE_FEW), MISTAKE_BLOCKED);
}

static void
tells_the_first_full_minute(void **state)
{
	static const struct {
		int64_t instant;
		const char *text;
	} cases[] = {
	    {NINE, "09:00"},
	    {NINE + 1, "09:01"},
	    {NINE + 59, "09:01"},
	    {NINE + 60, "09:01"},
	    {NINE + 15 * CLOCK_HOUR - 1, "00:00"},
	};
	char text[WAIT_TIME_SIZE];
	struct err err;
	size_t i;

	(void)state;
	assert_int_equal(clock_zone("Europe/Amsterdam", &err), 0);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		wait_time(cases[i].instant, text);
		assert_string_equal(text, cases[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_seconds),
	    cmocka_unit_test(tells_who_has_to_wait),
	    cmocka_unit_test(tells_the_first_full_minute),
	};

	return cmocka_run_group_tests_name("wait", tests, NULL, NULL);
}
