#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "config/moment.h"

static void
reads_moments(void **state)
{
	static const struct {
		const char *text;
		enum anchor anchor;
		int64_t days;
	} rows[] = {
	    {"start", ANCHOR_START, 0},
	    {"start+7d", ANCHOR_START, 7},
	    {"deadline", ANCHOR_DEADLINE, 0},
	    {"deadline-14d", ANCHOR_DEADLINE, -14},
	    {"deadline+3660d", ANCHOR_DEADLINE, 3660},
	    {"enrolled+28d", ANCHOR_ENROLLED, 28},
	};
	struct moment moment;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(moment_parse(rows[i].text, &moment), 0);
		assert_int_equal(moment.anchor, rows[i].anchor);
		assert_int_equal(moment.days, rows[i].days);
	}
}

static void
refuses_moments(void **state)
{
	static const char *const texts[] = {"", "dedline", "deadline ",
	    "deadline14d", "deadline-", "deadline-d", "deadline-14",
	    "deadline-14w", "deadline--1d", "deadline-+1d", "deadline- 1d",
	    "deadline-0d", "deadline+3661d", "start+99999999999999999999d",
	    "Start", "started", "start+7d "};
	struct moment moment;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(moment_parse(texts[i], &moment), -1);
}

static void
reads_days(void **state)
{
	static const char *const refused[] = {
	    "", "d", "14", "14 d", "0d", "-1d", "+1d", "1.5d", "3661d", "1dd"};
	int64_t days;
	size_t i;

	(void)state;
	assert_int_equal(moment_days("1d", &days), 0);
	assert_int_equal(days, 1);
	assert_int_equal(moment_days("3660d", &days), 0);
	assert_int_equal(days, MOMENT_DAYS_MAX);
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		assert_int_equal(moment_days(refused[i], &days), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_moments),
	    cmocka_unit_test(refuses_moments),
	    cmocka_unit_test(reads_days),
	};

	return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}
