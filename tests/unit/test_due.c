#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "schedule/calendar.h"
#include "schedule/due.h"

struct due_case {
	const char *what;
	const char *now, *handled; /* handled: the last step's day, or NULL */
	const char *stage;         /* NULL: none */
	const char *meant;         /* the day of the step; NULL: today */
	int64_t passed_over;
	const char *look; /* the day to look again; NULL: never */
	const char *told; /* the day of the explanation; NULL: "handled" */
	const char *joined, *wave, *enrolled, *method, *reset;
	const char *extended, *exempt, *promised, *team_exempt, *team_extended;
	enum audience audience;
	bool paused, held, opened, started;
};

static const struct due_case cases[] = {
    {.what = "before the start",
	.now = "2026-07-15T09:00",
	.look = "2026-08-08"},
    {.what = "start+7d is a Saturday, on which pop-ups show",
	.now = "2026-08-08T00:00",
	.stage = "announce",
	.look = "2026-09-15"},
    {.what = "a minute too early",
	.now = "2026-08-07T23:59",
	.look = "2026-08-08"},
    {.what = "announced a night late",
	.now = "2026-08-10T09:00",
	.stage = "announce",
	.meant = "2026-08-08",
	.look = "2026-09-15"},
    {.what = "handled: nothing twice",
	.now = "2026-08-10T09:00",
	.handled = "2026-08-08",
	.look = "2026-09-15"},
    {.what = "an admin's own stage",
	.now = "2026-08-03T09:00",
	.audience = AUDIENCE_ADMIN,
	.stage = "announce-admin",
	.meant = "2026-08-01",
	.look = "2026-09-15"},
    {.what = "one missed night",
	.now = "2026-10-03T09:00",
	.handled = "2026-08-08",
	.stage = "reminder",
	.meant = "2026-10-02",
	.look = "2026-10-16"},
    {.what = "a month of missed nights gives one step",
	.now = "2026-10-30T10:00",
	.handled = "2026-08-08",
	.stage = "reminder",
	.passed_over = 2,
	.look = "2026-11-13"},
    {.what = "imported late: explained first, all others passed over",
	.now = "2026-11-23T10:00",
	.stage = "announce",
	.meant = "2026-08-08",
	.look = "2026-11-26"},
    {.what = "and reminded after it",
	.now = "2026-11-26T10:00",
	.handled = "2026-11-23",
	.stage = "last-weeks",
	.look = "2026-11-29"},
    {.what = "reminders end at deadline-14d",
	.now = "2026-11-16T09:00",
	.handled = "2026-11-13",
	.look = "2026-11-17"},
    {.what = "last-weeks begins",
	.now = "2026-11-17T09:00",
	.handled = "2026-11-13",
	.stage = "last-weeks",
	.look = "2026-11-20"},
    {.what = "the deadline, the last step",
	.now = "2026-12-01T09:00",
	.handled = "2026-11-30",
	.stage = "enforced"},
    {.what = "nothing after it",
	.now = "2027-06-01T09:00",
	.handled = "2026-12-01"},
    {.what = "a wave: its reminder waits for the explanation",
	.now = "2026-08-03T09:00",
	.wave = "pilot",
	.look = "2026-08-08"},
    {.what = "which passes it over",
	.now = "2026-08-08T09:00",
	.wave = "pilot",
	.stage = "announce",
	.look = "2026-08-16"},
    {.what = "a wave's own deadline",
	.now = "2026-10-01T09:00",
	.wave = "pilot",
	.handled = "2026-09-30",
	.stage = "enforced"},
    {.what = "who joins late is told on the first day",
	.now = "2026-11-25T00:00",
	.joined = "2026-11-25",
	.stage = "announce",
	.look = "2026-11-28"},
    {.what = "and reminded up to a deadline of their own",
	.now = "2026-12-01T09:00",
	.handled = "2026-11-28",
	.joined = "2026-11-25",
	.stage = "last-weeks",
	.look = "2026-12-04"},
    {.what = "on which it ends",
	.now = "2026-12-09T09:00",
	.handled = "2026-12-07",
	.joined = "2026-11-25",
	.stage = "enforced"},
    {.what = "an extension moves what is counted from the deadline",
	.now = "2026-11-20T09:00",
	.handled = "2026-11-13",
	.extended = "2027-02-01",
	.look = "2026-12-03"},
    {.what = "the own extension goes before the organisation's",
	.now = "2026-12-20T09:00",
	.handled = "2026-12-18",
	.extended = "2026-12-20",
	.team_extended = "2027-02-01",
	.stage = "enforced"},
    {.what = "exempt: nothing until it is over",
	.now = "2026-11-20T09:00",
	.handled = "2026-11-13",
	.exempt = "2026-12-31",
	.look = "2027-01-01"},
    {.what = "then explained anew",
	.now = "2027-01-01T09:00",
	.handled = "2026-11-13",
	.exempt = "2026-12-31",
	.stage = "announce",
	.look = "2027-01-04"},
    {.what = "with as much time as who joins",
	.now = "2027-01-15T09:00",
	.handled = "2027-01-13",
	.team_exempt = "2026-12-31",
	.stage = "enforced"},
    {.what = "a promise: silence until its day",
	.now = "2026-10-20T09:00",
	.handled = "2026-10-02",
	.promised = "2026-11-05",
	.look = "2026-11-05"},
    {.what = "on which it is spoken of, and not of what came meanwhile",
	.now = "2026-11-05T09:00",
	.handled = "2026-10-02",
	.promised = "2026-11-05",
	.stage = "promise",
	.passed_over = 2,
	.look = "2026-11-13"},
    {.what = "a promise never goes past the margin",
	.now = "2026-11-24T09:00",
	.handled = "2026-11-20",
	.promised = "2026-12-24",
	.stage = "promise",
	.passed_over = 1,
	.look = "2026-11-26"},
    {.what = "a paused wave hears nothing",
	.now = "2026-10-30T10:00",
	.handled = "2026-08-08",
	.paused = true},
    {.what = "but who enrols is thanked",
	.now = "2026-10-05T14:00",
	.handled = "2026-10-02",
	.enrolled = "2026-10-05T14:00",
	.method = "totp",
	.paused = true,
	.stage = "enrolled",
	.look = "2026-11-02"},
    {.what = "an obligation that is held is not announced",
	.now = "2026-12-01T09:00",
	.handled = "2026-11-30",
	.held = true},
    {.what = "only for who has begun",
	.now = "2026-09-15T09:00",
	.handled = "2026-08-08",
	.look = "2026-10-02"},
    {.what = "who has",
	.now = "2026-09-15T09:00",
	.handled = "2026-08-08",
	.started = true,
	.stage = "stuck",
	.look = "2026-10-02"},
    {.what = "who enrols is thanked at once",
	.now = "2026-10-10T14:00",
	.handled = "2026-10-02",
	.enrolled = "2026-10-10T14:00",
	.method = "totp",
	.stage = "enrolled",
	.look = "2026-11-07"},
    {.what = "the check-up four weeks later",
	.now = "2026-11-02T09:00",
	.handled = "2026-10-02",
	.enrolled = "2026-10-05T14:00",
	.method = "totp",
	.stage = "check-up",
	.passed_over = 1},
    {.what = "who is reset is told, and reminded on another day",
	.now = "2026-10-16T11:00",
	.handled = "2026-10-02",
	.reset = "2026-10-16T11:00",
	.stage = "reset",
	.look = "2026-10-17"},
    {.what = "another method: nothing of ours",
	.now = "2026-11-30T09:00",
	.enrolled = "2026-06-05T14:00",
	.method = "sms"},
};

static int64_t
day_or(const char *text, int64_t none)
{
	return text == NULL ? none : the_day(text);
}

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static struct person
person_of(const struct due_case *c)
{
	struct person p = {.id = 1, .audience = c->audience, .generation = 1};

	p.joined_day = day_or(c->joined, the_day("2026-07-01"));
	p.planned_until = day_or(c->handled, 0);
	p.explained_day = day_or(c->told, p.planned_until);
	p.enrolled_at = instant(or_empty(c->enrolled));
	p.reset_at = instant(or_empty(c->reset));
	p.extended_day = day_or(c->extended, 0);
	p.exempt_until = day_or(c->exempt, 0);
	p.promised_day = day_or(c->promised, 0);
	p.team_exempt_until = day_or(c->team_exempt, 0);
	p.team_extended_day = day_or(c->team_extended, 0);
	p.started_at = c->started ? instant("2026-09-01") : 0;
	p.opened_at = p.started_at;
	snprintf(p.wave, sizeof(p.wave), "%s", or_empty(c->wave));
	snprintf(p.method, sizeof(p.method), "%s", or_empty(c->method));
	snprintf(p.email, sizeof(p.email), "kim@example.nl");
	return p;
}

/* The campaign of the fixture, with a promise and a stage for who is stuck. */
static void
configure(struct config *config)
{
	static struct stage stages[10];

	fixture_config(config);
	memcpy(stages, config->stages, 8 * sizeof(stages[0]));
	stages[8] = (struct stage){.name = "promise",
	    .at = {ANCHOR_PROMISED, 0},
	    .audiences = 3,
	    .channels = 3};
	stages[9] = (struct stage){.name = "stuck",
	    .at = {ANCHOR_DEADLINE, -77}, /* 2026-09-15 */
	    .audiences = 3,
	    .channels = 3,
	    .only_if = 1U << CONDITION_OPENED | 1U << CONDITION_STARTED};
	config->stages = stages;
	config->stage_count = 10;
}

static struct look
look_at(const struct config *config, int64_t now)
{
	return (struct look){
	    day_of(now), day_of(calendar_next(&config->send, now))};
}

static void
test_cases(void **state)
{
	const struct due_case *c;
	struct config config;
	struct person p;
	struct look look;
	struct due due;
	size_t i;

	(void)state;
	configure(&config);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c = &cases[i];
		print_message("%s\n", c->what);
		p = person_of(c);
		look = look_at(&config, instant(c->now));
		due = due_find(
		    &config, &p, &(struct standing){c->paused, c->held}, &look);
		assert_string_equal(
		    due.step.stage == NULL ? "" : due.step.stage->name,
		    or_empty(c->stage));
		if (c->look != NULL)
			assert_int_equal(due.look_day, the_day(c->look));
		else
			assert_int_equal(due.look_day, DAY_NONE);
		assert_int_equal(due.passed_over, c->passed_over);
		if (c->stage == NULL)
			continue;
		assert_int_not_equal(due.channels, 0);
		if (model_is_event(due.step.stage->at.anchor))
			assert_int_equal(due.step.occurrence,
			    due.step.stage->at.anchor == ANCHOR_RESET
				? p.reset_at
				: p.enrolled_at);
		else
			assert_int_equal(
			    due.step.day, day_or(c->meant, look.today));
	}
}

/* Who would hear of it too late is not invited. */
static void
test_webinar(void **state)
{
	const struct webinar webinar = {
	    .name = "questions", .day = the_day("2026-09-20")};
	const struct stage invitation = {.name = "webinar",
	    .at = {ANCHOR_DEADLINE, -76}, /* 2026-09-16 */
	    .audiences = 3,
	    .channels = 1,
	    .appointment = "questions"};
	static const struct {
		const char *now, *stage;
	} nights[] = {{"2026-09-15T10:00", ""}, {"2026-09-16T10:00", "webinar"},
	    {"2026-09-18T10:00", "webinar"}, {"2026-09-21T10:00", ""}};
	struct stage stages[11];
	struct config config;
	struct person p;
	struct look look;
	struct due due;
	size_t i;

	(void)state;
	configure(&config);
	memcpy(stages, config.stages, 10 * sizeof(stages[0]));
	stages[10] = invitation;
	config.stages = stages;
	config.stage_count = 11;
	config.webinars = &webinar;
	config.webinar_count = 1;
	p = person_of(&(struct due_case){.handled = "2026-09-14"});
	for (i = 0; i < sizeof(nights) / sizeof(nights[0]); i++) {
		look = look_at(&config, instant(nights[i].now));
		due = due_find(&config, &p, &(struct standing){0}, &look);
		assert_string_equal(
		    due.step.stage == NULL ? "" : due.step.stage->name,
		    nights[i].stage);
	}
}

/* A year of hours, for all kinds of people: time only goes forward. */
static void
test_looks_ahead(void **state)
{
	const struct standing standing = {false, false};
	struct config config;
	int64_t now, end;
	struct person p;
	struct look look;
	struct due due;
	size_t i;

	(void)state;
	configure(&config);
	end = instant("2027-07-01");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		p = person_of(&cases[i]);
		p.planned_until = 0;
		for (now = instant("2026-07-01"); now < end;
		     now += 5 * CLOCK_HOUR) {
			look = look_at(&config, now);
			due = due_find(&config, &p, &standing, &look);
			assert_true(due.look_day == DAY_NONE ||
			    due.look_day > look.today);
			assert_true(
			    due.passed_over == 0 || due.step.stage != NULL);
			assert_true(due.handled >= p.planned_until);
			assert_true(due.noticed >= p.noticed_until);
			if (due.step.stage != NULL)
				assert_true(due.step.day <= look.today);
			due_take(&p, &due, &look);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_webinar),
	    cmocka_unit_test(test_looks_ahead),
	};

	return cmocka_run_group_tests_name("due", tests, NULL, NULL);
}
