#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "config/week.h"

static void
reads_days(void **state)
{
	static const struct {
		const char *text;
		unsigned int days;
	} rows[] = {
	    {"mon", 0x01},
	    {"mon-fri", 0x1f},
	    {"mon,wed,fri", 0x15},
	    {"mon-wed,sat", 0x27},
	    {"mon - wed, sat", 0},
	    {"mon-wed, sat", 0x27},
	    {"sat-mon", 0x61},
	    {"sun-sun", 0x40},
	    {"mon-sun", 0x7f},
	};
	unsigned int days;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		days = 0;
		assert_int_equal(
		    week_days(rows[i].text, &days), rows[i].days == 0 ? -1 : 0);
		assert_int_equal(days, rows[i].days);
	}
}

static void
refuses_days(void **state)
{
	static const char *const texts[] = {"", " ", "mo", "monday", "mon-",
	    "-mon", "mon,", ",mon", "mon,,tue", "mon-tue-wed", "Mon", "ma-vr"};
	unsigned int days;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(week_days(texts[i], &days), -1);
}

static void
reads_minutes(void **state)
{
	static const char *const refused[] = {"", "8:00", "08:0", "08:60",
	    "24:01", "25:00", "08.00", "08:00 ", "-8:00", "0a:00", "99:59"};
	int minute;
	size_t i;

	(void)state;
	assert_int_equal(week_minute("00:00", &minute), 0);
	assert_int_equal(minute, 0);
	assert_int_equal(week_minute("08:05", &minute), 0);
	assert_int_equal(minute, 485);
	assert_int_equal(week_minute("24:00", &minute), 0);
	assert_int_equal(minute, WEEK_MINUTE_MAX);
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		assert_int_equal(week_minute(refused[i], &minute), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_days),
	    cmocka_unit_test(refuses_days),
	    cmocka_unit_test(reads_minutes),
	};

	return cmocka_run_group_tests_name("week", tests, NULL, NULL);
}
