#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
test_now(void **state)
{
	struct clock fixed = {.fixed = 1234}, runs = {.fixed = CLOCK_RUNS};
	int64_t before = (int64_t)time(NULL), now = clock_now(&runs);

	(void)state;
	assert_int_equal(clock_now(&fixed), 1234);
	assert_true(now >= before && now <= (int64_t)time(NULL));
}

static void
test_zone(void **state)
{
	static const char *const bad[] = {
	    "", "Europe/Amsterdm", "../zoneinfo/UTC", "/etc/passwd"};
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++) {
		err.kind = ERR_NONE;
		assert_int_equal(clock_zone(bad[i], &err), -1);
		assert_int_equal(err.kind, ERR_CONFIG);
		assert_non_null(strstr(err.text, "time zone"));
	}
	assert_int_equal(clock_zone("UTC", &err), 0);
}

static void
test_text(void **state)
{
	static const struct {
		int64_t instant;
		const char *text;
	} cases[] = {
	    {0, "1970-01-01T00:00:00Z"},
	    {59, "1970-01-01T00:00:59Z"},
	    {1792738800, "2026-10-23T07:00:00Z"},
	    {951782399, "2000-02-28T23:59:59Z"},
	};
	char text[CLOCK_TEXT_SIZE];
	int64_t back;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		clock_text(cases[i].instant, text);
		assert_string_equal(text, cases[i].text);
		assert_int_equal(clock_parse(text, &back), 0);
		assert_int_equal(back, cases[i].instant);
	}
}

static void
test_parse(void **state)
{
	static const struct {
		const char *text;
		int64_t instant;
	} cases[] = {
	    {"2026-10-23T07:00:00Z", 1792738800},
	    {"2026-10-23T07:00Z", 1792738800},
	    {"2026-10-23T09:00", 1792738800},
	    {"2026-10-23 09:00", 1792738800},
	    {"2026-10-23T09:00:07", 1792738807},
	    {"2026-10-23", 1792706400}, /* 22:00Z the day before */
	    {"2026-10-26T09:00", 1793001600},
	};
	static const char *const bad[] = {"", "2026", "2026-10-23T",
	    "2026-10-23T9:00", "2026-10-23T24:00", "2026-10-23T09:60",
	    "2026-10-23T09:00:60", "2026-10-23T09:00:0", "2026-10-23T09:00z",
	    "2026-10-23T09:00+02:00", "2026-10-23x09:00", "2026-02-30T09:00",
	    "2026-10-23T09-00", "2026-10-23T09:00:", "2026-10-23T09:00ZZ"};
	struct err err;
	int64_t at;
	size_t i;

	(void)state;
	assert_int_equal(clock_zone("Europe/Amsterdam", &err), 0);
	for (i = 0; i < COUNT(cases); i++) {
		assert_int_equal(clock_parse(cases[i].text, &at), 0);
		assert_int_equal(at, cases[i].instant);
	}
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(clock_parse(bad[i], &at), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_now),
	    cmocka_unit_test(test_zone),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_parse),
	};

	return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
