#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "schedule/ladder.h"

struct ladder_case {
	const char *what;
	const char *now, *handled; /* handled: of the last step, or "" */
	const char *stage;         /* "": none */
	const char *meant;         /* the day of the step; NULL: that of "at" */
	const char *at;
	int64_t passed_over;
	const char *look_at; /* "": never */
	const char *joined, *wave, *enrolled, *method, *reset;
	enum audience audience;
};

static const struct ladder_case cases[] = {
    {.what = "before the start",
	.now = "2026-07-15T09:00",
	.look_at = "2026-08-10T09:00"},
    {.what = "the day at start+7d is a Saturday",
	.now = "2026-08-08T12:00",
	.look_at = "2026-08-10T09:00"},
    {.what = "a second too early",
	.now = "2026-08-10T08:59:59",
	.look_at = "2026-08-10T09:00"},
    {.what = "announce on the Monday",
	.now = "2026-08-10T09:00",
	.stage = "announce",
	.meant = "2026-08-08",
	.at = "2026-08-10T09:00",
	.look_at = "2026-10-02T09:00"},
    {.what = "handled: nothing twice",
	.now = "2026-08-10T09:00",
	.handled = "2026-08-10T09:00",
	.look_at = "2026-10-02T09:00"},
    {.what = "an admin's own stage",
	.now = "2026-08-03T09:00",
	.audience = AUDIENCE_ADMIN,
	.stage = "announce-admin",
	.meant = "2026-08-01",
	.at = "2026-08-03T09:00",
	.look_at = "2026-10-02T09:00"},
    {.what = "one missed night",
	.now = "2026-10-03T09:00",
	.handled = "2026-08-10T09:00",
	.stage = "reminder",
	.at = "2026-10-02T09:00",
	.look_at = "2026-10-16T09:00"},
    {.what = "a month of missed nights gives one step",
	.now = "2026-10-30T10:00",
	.handled = "2026-08-10T09:00",
	.stage = "reminder",
	.at = "2026-10-30T09:00",
	.passed_over = 2,
	.look_at = "2026-11-13T09:00"},
    {.what = "imported late: one step, all others passed over",
	.now = "2026-11-23T10:00",
	.stage = "last-weeks",
	.at = "2026-11-23T09:00",
	.passed_over = 1 + 4 + 2,
	.look_at = "2026-11-26T09:00"},
    {.what = "reminders end at deadline-14d",
	.now = "2026-11-16T09:00",
	.handled = "2026-11-13T09:00",
	.look_at = "2026-11-17T09:00"},
    {.what = "last-weeks begins",
	.now = "2026-11-17T09:00",
	.handled = "2026-11-13T09:00",
	.stage = "last-weeks",
	.at = "2026-11-17T09:00",
	.look_at = "2026-11-20T09:00"},
    {.what = "a Sunday's repeat waits for Monday",
	.now = "2026-11-29T12:00",
	.handled = "2026-11-26T09:00",
	.look_at = "2026-11-30T09:00"},
    {.what = "and comes on it, the last before until",
	.now = "2026-11-30T09:00",
	.handled = "2026-11-26T09:00",
	.stage = "last-weeks",
	.meant = "2026-11-29",
	.at = "2026-11-30T09:00",
	.look_at = "2026-12-01T09:00"},
    {.what = "the deadline, the last step",
	.now = "2026-12-01T09:00",
	.handled = "2026-11-30T09:00",
	.stage = "enforced",
	.at = "2026-12-01T09:00",
	.look_at = ""},
    {.what = "nothing after it",
	.now = "2027-06-01T09:00",
	.handled = "2026-12-01T09:00",
	.look_at = ""},
    {.what = "a wave's own days",
	.now = "2026-08-03T09:00",
	.wave = "pilot",
	.stage = "reminder",
	.meant = "2026-08-02",
	.at = "2026-08-03T09:00",
	.look_at = "2026-08-10T09:00"},
    {.what = "a wave's own deadline",
	.now = "2026-10-01T09:00",
	.wave = "pilot",
	.handled = "2026-09-30T09:00",
	.stage = "enforced",
	.at = "2026-10-01T09:00",
	.look_at = ""},
    {.what = "a late joiner has grace",
	.now = "2026-12-01T09:00",
	.handled = "2026-11-30T09:00",
	.joined = "2026-11-25",
	.stage = "last-weeks",
	.at = "2026-12-01T09:00",
	.look_at = "2026-12-02T09:00"},
    {.what = "until the end of it",
	.now = "2026-12-09T09:00",
	.handled = "2026-12-07T09:00",
	.joined = "2026-11-25",
	.stage = "enforced",
	.at = "2026-12-09T09:00",
	.look_at = ""},
    {.what = "who enrols in working hours is thanked at once",
	.now = "2026-10-05T14:00",
	.handled = "2026-10-02T09:00",
	.enrolled = "2026-10-05T14:00",
	.method = "totp",
	.stage = "enrolled",
	.at = "2026-10-05T14:00",
	.look_at = "2026-11-02T09:00"},
    {.what = "on a Saturday, on Monday",
	.now = "2026-10-10T14:00",
	.handled = "2026-10-02T09:00",
	.enrolled = "2026-10-10T14:00",
	.method = "totp",
	.look_at = "2026-10-12T09:00"},
    {.what = "enrolled: no reminders any more",
	.now = "2026-10-30T09:00",
	.handled = "2026-10-05T14:00",
	.enrolled = "2026-10-05T14:00",
	.method = "totp",
	.look_at = "2026-11-02T09:00"},
    {.what = "the check-up four weeks later",
	.now = "2026-11-02T09:00",
	.handled = "2026-10-05T14:00",
	.enrolled = "2026-10-05T14:00",
	.method = "totp",
	.stage = "check-up",
	.at = "2026-11-02T09:00",
	.look_at = ""},
    {.what = "who is reset is told at once",
	.now = "2026-10-06T11:00",
	.handled = "2026-10-05T14:00",
	.reset = "2026-10-06T11:00",
	.stage = "reset",
	.at = "2026-10-06T11:00",
	.look_at = "2026-10-16T09:00"},
    {.what = "and after that reminded again",
	.now = "2026-10-16T09:00",
	.handled = "2026-10-06T11:00",
	.reset = "2026-10-06T11:00",
	.stage = "reminder",
	.at = "2026-10-16T09:00",
	.look_at = "2026-10-30T09:00"},
    {.what = "another method: nothing of ours",
	.now = "2026-11-30T09:00",
	.enrolled = "2026-06-05T14:00",
	.method = "sms",
	.look_at = ""},
};

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static struct person
person_of(const struct ladder_case *c)
{
	struct person p = {.id = 1, .audience = c->audience, .generation = 1};

	p.joined_day = the_day(c->joined == NULL ? "2026-07-01" : c->joined);
	p.planned_until = instant(or_empty(c->handled));
	p.enrolled_at = instant(or_empty(c->enrolled));
	p.reset_at = instant(or_empty(c->reset));
	snprintf(p.wave, sizeof(p.wave), "%s", or_empty(c->wave));
	snprintf(p.method, sizeof(p.method), "%s", or_empty(c->method));
	return p;
}

static int64_t
occurrence_of(
    const struct ladder_case *c, const struct person *p, enum anchor anchor)
{
	int64_t day;

	if (anchor == ANCHOR_ENROLLED)
		return p->enrolled_at;
	if (anchor == ANCHOR_RESET)
		return p->reset_at;
	if (c->meant == NULL)
		return day_of(instant(c->at));
	assert_int_equal(day_parse(c->meant, &day), 0);
	return day;
}

static void
test_cases(void **state)
{
	const struct ladder_case *c;
	struct config config;
	struct person p;
	struct due due;
	size_t i;

	(void)state;
	fixture_config(&config);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c = &cases[i];
		print_message("%s\n", c->what);
		p = person_of(c);
		due = ladder_due(&config, &p, instant(c->now));
		assert_string_equal(
		    due.step.stage == NULL ? "" : due.step.stage->name,
		    or_empty(c->stage));
		assert_int_equal(due.passed_over, c->passed_over);
		assert_int_equal(due.look_at, instant(c->look_at));
		if (c->stage == NULL)
			continue;
		assert_int_equal(due.step.occurrence,
		    occurrence_of(c, &p, due.step.stage->at.anchor));
		assert_int_equal(due.step.at, instant(c->at));
	}
}

static void
test_own_days(void **state)
{
	struct config config;
	struct person p = {.id = 1};

	(void)state;
	fixture_config(&config);
	p.joined_day = the_day("2026-07-01");
	assert_int_equal(ladder_start_day(&config, &p), the_day("2026-08-01"));
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2026-12-01"));
	p.joined_day = the_day("2026-11-25");
	assert_int_equal(ladder_start_day(&config, &p), the_day("2026-11-25"));
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2026-12-09"));
	p.joined_day = the_day("2026-11-17");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2026-12-01"));
	p.joined_day = the_day("2027-03-01");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2027-03-15"));
	snprintf(p.wave, sizeof(p.wave), "pilot");
	p.joined_day = the_day("2026-09-01");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2026-10-01"));
	p.joined_day = the_day("2026-07-01");
	assert_int_equal(ladder_start_day(&config, &p), the_day("2026-08-01"));
}

/* A year of hours, for all kinds of people. */
static void
test_looks_ahead(void **state)
{
	int64_t now, end;
	struct config config;
	struct person p;
	struct due due;
	size_t i;

	(void)state;
	fixture_config(&config);
	end = instant("2027-07-01");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		p = person_of(&cases[i]);
		p.planned_until = 0;
		for (now = instant("2026-07-01"); now < end;
		     now += 5 * CLOCK_HOUR) {
			due = ladder_due(&config, &p, now);
			assert_true(due.look_at == 0 || due.look_at > now);
			assert_true(
			    due.passed_over == 0 || due.step.stage != NULL);
			if (due.step.stage == NULL)
				continue;
			assert_true(due.step.at <= now);
			assert_true(due.step.at > p.planned_until);
			p.planned_until = due.step.at;
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_own_days),
	    cmocka_unit_test(test_looks_ahead),
	};

	return cmocka_run_group_tests_name("ladder", tests, NULL, NULL);
}
