#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "enrol/gate.h"
#include "fixture.h"
#include "store/gateanswer.h"
#include "store/throttle.h"
#include "store/wave.h"

static struct gate
decide(struct fixture *f, const struct person *p, const char *now)
{
	struct footing footing = footing_of(&f->config, p);
	struct gate gate;

	f->desk.now = instant(now);
	assert_int_equal(gate_decide(&f->desk, &footing, &gate, &f->err), 0);
	return gate;
}

static void
test_around_the_days(void **state)
{
	static const struct {
		const char *now;
		enum decision decision;
		int64_t days_left;
	} cases[] = {
	    {"2026-07-31T23:59:59", DECISION_ALLOW, 123},
	    {"2026-08-01", DECISION_NUDGE, 122},
	    {"2026-11-30T00:00", DECISION_NUDGE, 1},
	    {"2026-11-30T23:59:59", DECISION_NUDGE, 1},
	    {"2026-12-01", DECISION_ENROL, 0},
	    {"2027-06-01T12:00", DECISION_ENROL, 0},
	};
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct gate gate;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		gate = decide(f, &anna, cases[i].now);
		assert_int_equal(gate.decision, cases[i].decision);
		assert_int_equal(gate.days_left, cases[i].days_left);
		assert_int_equal(gate.deadline_day, the_day("2026-12-01"));
		assert_int_equal(gate.retry_at, 0);
	}
	anna.enrolled_at = instant("2026-11-01T12:00");
	gate = decide(f, &anna, "2027-06-01T12:00");
	assert_int_equal(gate.decision, DECISION_ALLOW);
}

static void
test_late_joiner(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");

	anna.joined_day = the_day("2026-12-10");
	assert_int_equal(
	    decide(f, &anna, "2026-12-10T09:00").decision, DECISION_NUDGE);
	assert_int_equal(
	    decide(f, &anna, "2026-12-23T23:59").decision, DECISION_NUDGE);
	assert_int_equal(
	    decide(f, &anna, "2026-12-24T00:00").decision, DECISION_ENROL);
}

static void
test_throttled(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct throttle t = {
	    .failures = 4, .retry_at = instant("2026-12-02T12:00")};
	struct gate gate;

	anna.enrolled_at = 1;
	throttle_put(f->db, anna.id, THROTTLE_CODE, &t, &f->err);
	gate = decide(f, &anna, "2026-12-02T11:59:59");
	assert_int_equal(gate.decision, DECISION_WAIT);
	assert_int_equal(gate.retry_at, t.retry_at);
	assert_int_equal(
	    decide(f, &anna, "2026-12-02T12:00").decision, DECISION_ALLOW);
	/* The proof is the enrolment page's affair. */
	throttle_clear(f->db, anna.id, NULL, &f->err);
	throttle_put(f->db, anna.id, THROTTLE_PROOF, &t, &f->err);
	assert_int_equal(
	    decide(f, &anna, "2026-12-02T11:00").decision, DECISION_ALLOW);
}

/* Who mistyped while trying it out is not locked out of the application. */
static void
test_throttled_before(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct throttle t = {
	    .failures = 100, .retry_at = instant("2027-12-02T12:00")};

	throttle_put(f->db, anna.id, THROTTLE_CODE, &t, &f->err);
	assert_int_equal(
	    decide(f, &anna, "2026-11-30T12:00").decision, DECISION_NUDGE);
	assert_int_equal(
	    decide(f, &anna, "2026-12-02T12:00").decision, DECISION_ENROL);
}

static void
test_exempt_and_extended(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");

	anna.exempt_until = the_day("2026-12-31");
	assert_int_equal(
	    decide(f, &anna, "2026-12-31T12:00").decision, DECISION_ALLOW);
	assert_int_equal(
	    decide(f, &anna, "2027-01-01T12:00").decision, DECISION_NUDGE);
	assert_int_equal(
	    decide(f, &anna, "2027-01-15T12:00").decision, DECISION_ENROL);
	anna.exempt_until = 0;
	anna.team_extended_day = the_day("2026-12-15");
	assert_int_equal(
	    decide(f, &anna, "2026-12-14T12:00").decision, DECISION_NUDGE);
	assert_int_equal(
	    decide(f, &anna, "2026-12-15T12:00").decision, DECISION_ENROL);
}

static void
test_held(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");

	f->config.enforce.at_least = 95;
	assert_int_equal(
	    decide(f, &anna, "2026-12-02T12:00").decision, DECISION_NUDGE);
	assert_int_equal(wave_enforce(f->db, "", 1, &f->err), 0);
	assert_int_equal(
	    decide(f, &anna, "2026-12-02T12:00").decision, DECISION_ENROL);
}

static void
test_brownout(void **state)
{
	const int64_t days[] = {the_day("2026-11-17"), the_day("2026-12-05")};
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");

	f->config.gate.brownout = days;
	f->config.gate.brownout_count = 2;
	assert_false(decide(f, &anna, "2026-11-16T12:00").later);
	assert_true(decide(f, &anna, "2026-11-17T12:00").later);
	assert_int_equal(
	    decide(f, &anna, "2026-11-17T12:00").decision, DECISION_NUDGE);
	/* Who is to be stopped is. */
	assert_false(decide(f, &anna, "2026-12-05T12:00").later);
	anna.enrolled_at = 1;
	assert_false(decide(f, &anna, "2026-11-17T12:00").later);
}

static void
test_observes(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct gate gate;
	int64_t times;
	int i;

	f->config.gate.mode = GATE_OBSERVE;
	for (i = 0; i < 3; i++) {
		gate = decide(f, &anna, "2026-12-02T12:00");
		assert_int_equal(gate.decision, DECISION_ALLOW);
		assert_int_equal(gate.would, DECISION_ENROL);
	}
	assert_int_equal(gateanswer_get(f->db, the_day("2026-12-02"),
			     DECISION_ENROL, &times, &f->err),
	    0);
	assert_int_equal(times, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_around_the_days),
	    FIXTURE_TEST(test_late_joiner),
	    FIXTURE_TEST(test_throttled),
	    FIXTURE_TEST(test_throttled_before),
	    FIXTURE_TEST(test_exempt_and_extended),
	    FIXTURE_TEST(test_held),
	    FIXTURE_TEST(test_brownout),
	    FIXTURE_TEST(test_observes),
	};

	return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
