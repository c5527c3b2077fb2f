#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/day.h"
#include "schedule/calendar.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define WORKDAYS 0x1f

static const struct send office = {.weekdays = WORKDAYS,
    .from = 9 * 60,
    .until = 17 * 60,
    .holidays = 1U << COUNTRY_NL};

static void
zone(const char *name)
{
	struct err err;

	assert_int_equal(clock_zone(name, &err), 0);
}

static int64_t
at(const char *text)
{
	int64_t instant;

	assert_int_equal(clock_parse(text, &instant), 0);
	return instant;
}

/* Wall clock in, UTC out. */
static void
test_next(void **state)
{
	static const struct {
		const char *from, *next;
	} cases[] = {
	    {"2026-10-23T06:30", "2026-10-23T07:00:00Z"},
	    {"2026-10-23T09:00", "2026-10-23T07:00:00Z"},
	    {"2026-10-23T16:59:59", "2026-10-23T14:59:59Z"},
	    /* A weekend with the end of summer time in it. */
	    {"2026-10-23T17:00", "2026-10-26T08:00:00Z"},
	    {"2026-10-24T12:00", "2026-10-26T08:00:00Z"},
	    {"2026-10-26T08:59:59", "2026-10-26T08:00:00Z"},
	    /* Easter, with its beginning in it. */
	    {"2027-03-26T17:00", "2027-03-30T07:00:00Z"},
	    {"2027-03-29T09:00", "2027-03-30T07:00:00Z"},
	    /* King's Day on a Monday; Christmas and New Year. */
	    {"2026-04-25", "2026-04-28T07:00:00Z"},
	    {"2026-12-24T17:00", "2026-12-28T08:00:00Z"},
	    {"2026-12-31T17:00", "2027-01-04T08:00:00Z"},
	};
	char text[CLOCK_TEXT_SIZE];
	size_t i;

	(void)state;
	zone("Europe/Amsterdam");
	for (i = 0; i < COUNT(cases); i++) {
		clock_text(calendar_next(&office, at(cases[i].from)), text);
		assert_string_equal(text, cases[i].next);
	}
}

static void
test_sending_days(void **state)
{
	int64_t off[] = {day_from_date((struct date){2026, 10, 26}),
	    day_from_date((struct date){2026, 10, 27})};
	struct send send = office;

	(void)state;
	zone("Europe/Amsterdam");
	assert_true(calendar_is_sending_day(&send, off[0]));
	assert_int_equal(calendar_sending_day(&send, off[0] - 2), off[0]);
	assert_int_equal(calendar_sending_day(&send, off[0]), off[0]);
	send.days_off = off;
	send.day_off_count = 2;
	assert_false(calendar_is_sending_day(&send, off[0]));
	assert_int_equal(calendar_sending_day(&send, off[0] - 2), off[1] + 1);
	assert_int_equal(
	    calendar_opening(&send, off[0] - 2), at("2026-10-28T09:00"));
	send.weekdays = 1U << SUNDAY;
	assert_int_equal(calendar_sending_day(&send, off[0]), off[0] + 6);
	send.weekdays = 0x7f;
	send.holidays = 0;
	assert_true(calendar_is_sending_day(
	    &send, day_from_date((struct date){2027, 3, 29})));
}

/* Ten years, four zones: never in the past, always inside the window. */
static void
test_always_inside(void **state)
{
	static const char *const zones[] = {"Europe/Amsterdam",
	    "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"};
	static const struct send windows[] = {
	    {.weekdays = WORKDAYS,
		.from = 9 * 60,
		.until = 17 * 60,
		.holidays = 1U << COUNTRY_NL},
	    {.weekdays = 0x7f, .from = 0, .until = 1440},
	    {.weekdays = 1U << SUNDAY, .from = 6 * 60, .until = 6 * 60 + 1},
	};
	int64_t start, t, next;
	size_t z, w;

	(void)state;
	for (z = 0; z < COUNT(zones); z++) {
		zone(zones[z]);
		start = at("2025-01-01");
		for (w = 0; w < COUNT(windows); w++) {
			/* A step that comes by each minute of the day. */
			for (t = start; t < start + 3653 * CLOCK_DAY;
			     t += 40 * CLOCK_HOUR + 61) {
				next = calendar_next(&windows[w], t);
				assert_true(next >= t);
				assert_true(calendar_is_sending_day(
				    &windows[w], day_of(next)));
				assert_in_range(day_minute_of(next),
				    windows[w].from, windows[w].until - 1);
				assert_int_equal(
				    calendar_next(&windows[w], next), next);
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_next),
	    cmocka_unit_test(test_sending_days),
	    cmocka_unit_test(test_always_inside),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
