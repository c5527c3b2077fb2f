#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/span.h"

/* Every quarter of an hour of a year with both changes of the clock. */
static void
test_agrees_with_day(void **state)
{
	static const char *const zones[] = {
	    "Europe/Amsterdam", "America/St_Johns", "UTC"};
	int64_t first, last, at;
	struct span span;
	struct err err;
	size_t i;

	(void)state;
	assert_int_equal(day_parse("2026-02-01", &first), 0);
	assert_int_equal(day_parse("2026-12-01", &last), 0);
	for (i = 0; i < 3; i++) {
		assert_int_equal(clock_zone(zones[i], &err), 0);
		assert_int_equal(span_init(&span, first, last, &err), 0);
		assert_int_equal(span.days, last - first + 1);
		for (at = day_at(first, 0); at < day_at(last + 1, 0); at += 900)
			assert_int_equal(
			    span_of(&span, at), day_of(at) - first);
		assert_int_equal(span_of(&span, day_at(first, 0) - 1), 0);
		assert_int_equal(
		    span_of(&span, day_at(last + 1, 0)), span.days);
		assert_int_equal(
		    span_of(&span, day_at(last + 1, 0) - 1), span.days - 1);
		span_free(&span);
	}
}

static void
test_days(void **state)
{
	struct span span;
	struct err err;

	(void)state;
	assert_int_equal(span_init(&span, 100, 109, &err), 0);
	assert_int_equal(span_of_day(&span, 0), 0);
	assert_int_equal(span_of_day(&span, 100), 0);
	assert_int_equal(span_of_day(&span, 109), 9);
	assert_int_equal(span_of_day(&span, 110), 10);
	span_free(&span);
	assert_int_equal(span_init(&span, 100, 90, &err), 0);
	assert_int_equal(span.days, 1);
	span_free(&span);
	span_free(&span);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_agrees_with_day),
	    cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests_name("span", tests, NULL, NULL);
}
