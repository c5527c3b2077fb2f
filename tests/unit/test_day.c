#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/day.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define YEARS 10

static const char *const zones[] = {"Europe/Amsterdam", "America/New_York",
    "Australia/Lord_Howe", "Asia/Kathmandu"};

static void
zone(const char *name)
{
	struct err err;

	assert_int_equal(clock_zone(name, &err), 0);
}

static int64_t
day(const char *text)
{
	int64_t number = DAY_NONE;

	assert_int_equal(day_parse(text, &number), 0);
	return number;
}

static void
test_dates(void **state)
{
	int64_t d, before = -1;
	struct date date;
	char text[DAY_TEXT_SIZE];

	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("2000-02-29"), 11016);
	assert_int_equal(day("2026-10-23"), 20749);
	assert_int_equal(day("9999-12-31"), DAY_MAX);
	assert_int_equal(day_weekday(0), THURSDAY);
	assert_int_equal(day_weekday(-1), WEDNESDAY);
	assert_int_equal(day_weekday(-4), SUNDAY);
	assert_int_equal(day_weekday(day("2026-10-23")), FRIDAY);
	for (d = -1000000; d <= DAY_MAX; d += 97) {
		date = day_to_date(d);
		assert_int_equal(day_from_date(date), d);
	}
	for (d = 0; d < 40000; d++) {
		day_text(d, text);
		assert_int_equal(day(text), d);
		date = day_to_date(d);
		assert_true(
		    date.year * 10000 + date.month * 100 + date.day > before);
		before = date.year * 10000 + date.month * 100 + date.day;
	}
}

static void
test_parse_refuses(void **state)
{
	static const char *const bad[] = {"", "2026-10-2", "2026-10-233",
	    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
	    "2026-01-00", "2026-04-31", "2026/10/23", "2026-1a-01",
	    "-026-10-23", " 2026-10-2", "20261-0-23"};
	int64_t d;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(day_parse(bad[i], &d), -1);
}

static void
test_easter(void **state)
{
	static const struct {
		int year;
		const char *day;
	} cases[] = {
	    {1818, "1818-03-22"}, /* the earliest */
	    {1943, "1943-04-25"}, /* the latest */
	    {1961, "1961-04-02"},
	    {2000, "2000-04-23"},
	    {2024, "2024-03-31"},
	    {2025, "2025-04-20"},
	    {2026, "2026-04-05"},
	    {2027, "2027-03-28"},
	    {2038, "2038-04-25"},
	    {2049, "2049-04-18"},
	    {2285, "2285-03-22"},
	};
	size_t i;
	int year;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(day_easter(cases[i].year), day(cases[i].day));
	for (year = 1900; year < 2300; year++)
		assert_int_equal(day_weekday(day_easter(year)), SUNDAY);
}

/* Instants are written in UTC. */
static void
test_at(void **state)
{
	static const struct {
		const char *zone, *day;
		int minute;
		const char *utc;
	} cases[] = {
	    {"Europe/Amsterdam", "2026-10-23", 540, "2026-10-23T07:00:00Z"},
	    {"Europe/Amsterdam", "2026-10-26", 540, "2026-10-26T08:00:00Z"},
	    {"Europe/Amsterdam", "2026-10-25", 0, "2026-10-24T22:00:00Z"},
	    /* Never: 02:00 to 03:00.  The first moment after it. */
	    {"Europe/Amsterdam", "2027-03-28", 119, "2027-03-28T00:59:00Z"},
	    {"Europe/Amsterdam", "2027-03-28", 120, "2027-03-28T01:00:00Z"},
	    {"Europe/Amsterdam", "2027-03-28", 150, "2027-03-28T01:00:00Z"},
	    {"Europe/Amsterdam", "2027-03-28", 179, "2027-03-28T01:00:00Z"},
	    {"Europe/Amsterdam", "2027-03-28", 180, "2027-03-28T01:00:00Z"},
	    {"Europe/Amsterdam", "2027-03-28", 181, "2027-03-28T01:01:00Z"},
	    /* Twice: 02:00 to 03:00.  The first of the two. */
	    {"Europe/Amsterdam", "2026-10-25", 119, "2026-10-24T23:59:00Z"},
	    {"Europe/Amsterdam", "2026-10-25", 120, "2026-10-25T00:00:00Z"},
	    {"Europe/Amsterdam", "2026-10-25", 150, "2026-10-25T00:30:00Z"},
	    {"Europe/Amsterdam", "2026-10-25", 179, "2026-10-25T00:59:00Z"},
	    {"Europe/Amsterdam", "2026-10-25", 180, "2026-10-25T02:00:00Z"},
	    {"America/New_York", "2026-03-08", 150, "2026-03-08T07:00:00Z"},
	    {"America/New_York", "2026-11-01", 90, "2026-11-01T05:30:00Z"},
	    {"America/New_York", "2026-11-01", 120, "2026-11-01T07:00:00Z"},
	    /* Half an hour of daylight saving. */
	    {"Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03T15:30:00Z"},
	    {"Australia/Lord_Howe", "2026-10-04", 150, "2026-10-03T15:30:00Z"},
	    {"Australia/Lord_Howe", "2026-04-05", 105, "2026-04-04T14:45:00Z"},
	    {"Australia/Lord_Howe", "2026-04-05", 120, "2026-04-04T15:30:00Z"},
	    {"Asia/Kathmandu", "2026-10-23", 540, "2026-10-23T03:15:00Z"},
	    /* The clock goes on at midnight. */
	    {"Africa/Cairo", "2026-04-24", 0, "2026-04-23T22:00:00Z"},
	    {"Africa/Cairo", "2026-04-24", 30, "2026-04-23T22:00:00Z"},
	    {"Pacific/Kiritimati", "2026-10-23", 0, "2026-10-22T10:00:00Z"},
	    {"Pacific/Pago_Pago", "2026-10-23", 1439, "2026-10-24T10:59:00Z"},
	};
	char text[CLOCK_TEXT_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		zone(cases[i].zone);
		clock_text(day_at(day(cases[i].day), cases[i].minute), text);
		assert_string_equal(text, cases[i].utc);
	}
}

static void
test_of(void **state)
{
	int64_t at;

	(void)state;
	zone("Europe/Amsterdam");
	assert_int_equal(clock_parse("2026-10-23T21:59:59Z", &at), 0);
	assert_int_equal(day_of(at), day("2026-10-23"));
	assert_int_equal(day_minute_of(at), 1439);
	assert_int_equal(day_of(at + 1), day("2026-10-24"));
	assert_int_equal(day_minute_of(at + 1), 0);
}

/* Ten years of days in four zones, each at several minutes. */
static void
test_day_of_day_at(void **state)
{
	static const int minutes[] = {
	    0, 59, 60, 105, 119, 120, 135, 150, 179, 180, 540, 1080, 1439};
	int64_t first, d, at, before;
	size_t z, m;

	(void)state;
	for (z = 0; z < COUNT(zones); z++) {
		zone(zones[z]);
		first = day("2025-01-01");
		before = day_at(first, 0) - 1;
		for (d = first; d < first + YEARS * 366; d++) {
			for (m = 0; m < COUNT(minutes); m++) {
				at = day_at(d, minutes[m]);
				assert_int_equal(day_of(at), d);
				assert_true(day_minute_of(at) >= minutes[m]);
				/* It is the first such moment. */
				assert_true(day_of(at - 1) < d ||
				    day_minute_of(at - 1) < minutes[m]);
				assert_true(at >= before);
				before = at;
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_parse_refuses),
	    cmocka_unit_test(test_easter),
	    cmocka_unit_test(test_at),
	    cmocka_unit_test(test_of),
	    cmocka_unit_test(test_day_of_day_at),
	};

	return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
