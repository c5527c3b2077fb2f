#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "schedule/holiday.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* All of three years, as the government lists them. */
static const char *const holidays[] = {"2025-01-01", "2025-04-20", "2025-04-21",
    "2025-04-26", "2025-05-05", "2025-05-29", "2025-06-08", "2025-06-09",
    "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-05", "2026-04-06",
    "2026-04-27", "2026-05-14", "2026-05-24", "2026-05-25", "2026-12-25",
    "2026-12-26", "2027-01-01", "2027-03-28", "2027-03-29", "2027-04-27",
    "2027-05-06", "2027-05-16", "2027-05-17", "2027-12-25", "2027-12-26"};

static int64_t
day(const char *text)
{
	int64_t number;

	assert_int_equal(day_parse(text, &number), 0);
	return number;
}

static void
test_three_years(void **state)
{
	char text[DAY_TEXT_SIZE];
	size_t found = 0;
	int64_t d;

	(void)state;
	for (d = day("2025-01-01"); d < day("2028-01-01"); d++) {
		if (!holiday_in(COUNTRY_NL, d))
			continue;
		day_text(d, text);
		assert_true(found < COUNT(holidays));
		assert_string_equal(text, holidays[found]);
		found++;
	}
	assert_int_equal(found, COUNT(holidays));
}

static void
test_kings_day(void **state)
{
	(void)state;
	assert_true(holiday_in(COUNTRY_NL, day("2031-04-26")));
	assert_false(holiday_in(COUNTRY_NL, day("2031-04-27")));
	assert_true(holiday_in(COUNTRY_NL, day("2025-04-26")));
	assert_false(holiday_in(COUNTRY_NL, day("2025-04-27")));
	assert_true(holiday_in(COUNTRY_NL, day("2030-04-27"))); /* a Saturday */
	assert_false(holiday_in(COUNTRY_NL, day("2030-04-26")));
	assert_false(holiday_in(COUNTRY_NL, day("2026-03-27")));
}

static void
test_liberation_day(void **state)
{
	(void)state;
	assert_true(holiday_in(COUNTRY_NL, day("2030-05-05")));
	assert_false(holiday_in(COUNTRY_NL, day("2026-05-05")));
	assert_false(holiday_in(COUNTRY_NL, day("2029-05-05")));
}

/* All of 2026, by country, as their laws list them. */
static void
test_neighbours(void **state)
{
	static const struct {
		enum country country;
		const char *days;
	} years[] = {
	    {COUNTRY_BE,
		"01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 "
		"11-11 12-25 "},
	    {COUNTRY_DE,
		"01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 "
		"12-26 "},
	    {COUNTRY_FR,
		"01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 "
		"11-01 11-11 12-25 "},
	    {COUNTRY_LU,
		"01-01 04-06 05-01 05-09 05-14 05-25 06-23 08-15 "
		"11-01 12-25 12-26 "},
	};
	char text[DAY_TEXT_SIZE], all[200];
	int64_t d;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(years); i++) {
		all[0] = '\0';
		for (d = day("2026-01-01"); d < day("2027-01-01"); d++) {
			if (!holiday_in(years[i].country, d))
				continue;
			day_text(d, text);
			snprintf(all + strlen(all), sizeof(all) - strlen(all),
			    "%s ", text + 5);
		}
		assert_string_equal(all, years[i].days);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_three_years),
	    cmocka_unit_test(test_kings_day),
	    cmocka_unit_test(test_liberation_day),
	    cmocka_unit_test(test_neighbours),
	};

	return cmocka_run_group_tests_name("holiday", tests, NULL, NULL);
}
