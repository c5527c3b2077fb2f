#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "schedule/ladder.h"

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
	assert_false(ladder_is_exempt(&p, the_day("2026-08-01")));
	p.exempt_until = the_day("2026-08-01");
	assert_true(ladder_is_exempt(&p, the_day("2026-08-01")));
	assert_false(ladder_is_exempt(&p, the_day("2026-08-02")));
}

/* Who is put on the list late has time, however long ago they joined. */
static void
test_listed_late(void **state)
{
	struct config config;
	struct person p = {.id = 1};

	(void)state;
	fixture_config(&config);
	p.joined_day = the_day("2020-01-01");
	p.listed_day = the_day("2026-08-01");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2026-12-01"));
	p.listed_day = the_day("2026-11-20");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2026-12-04"));
	p.listed_day = the_day("2026-12-20");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2027-01-03"));
	assert_int_equal(ladder_start_day(&config, &p), the_day("2026-08-01"));
	/* From the later of the two, also before a joining that is to come. */
	p.joined_day = the_day("2027-02-01");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2027-02-15"));
	p.extended_day = the_day("2027-03-01");
	assert_int_equal(
	    ladder_deadline_day(&config, &p), the_day("2027-03-01"));
}

/* What is in the queue is sent only while it still makes sense. */
static void
test_needs(void **state)
{
	const struct stage reminder = {.audiences = 3,
	    .at = {ANCHOR_DEADLINE, -60},
	    .only_if = 1U << CONDITION_NOT_OPENED};
	const struct stage thanks = {
	    .audiences = 3, .at = {ANCHOR_ENROLLED, 0}};
	struct config config;
	struct person p = {.id = 1, .method = "totp"};
	int64_t day = the_day("2026-10-05");

	(void)state;
	fixture_config(&config);
	assert_true(ladder_needs(&config, &reminder, &p, day));
	assert_false(ladder_needs(&config, &thanks, &p, day));
	p.promised_day = day + 1;
	assert_false(ladder_needs(&config, &reminder, &p, day));
	assert_true(ladder_needs(&config, &reminder, &p, day + 1));
	p.exempt_until = day + 1;
	assert_false(ladder_needs(&config, &reminder, &p, day + 1));
	p.exempt_until = p.promised_day = 0;
	p.opened_at = 1;
	assert_false(ladder_needs(&config, &reminder, &p, day));
	p.opened_at = 0;
	p.enrolled_at = 1;
	assert_false(ladder_needs(&config, &reminder, &p, day));
	assert_true(ladder_needs(&config, &thanks, &p, day));
	p.left_at = 1;
	assert_false(ladder_needs(&config, &thanks, &p, day));
}

/* Nobody is invited to what has been, and an invitation explains nothing. */
static void
test_webinar(void **state)
{
	const struct webinar webinar = {
	    .name = "questions", .day = the_day("2026-09-22")};
	struct stage stage = {.audiences = 3,
	    .at = {ANCHOR_START, 45},
	    .appointment = "questions"};
	struct person p = {.id = 1};
	struct config config;

	(void)state;
	fixture_config(&config);
	config.webinars = &webinar;
	config.webinar_count = 1;
	assert_true(ladder_needs(&config, &stage, &p, webinar.day - 1));
	assert_false(ladder_needs(&config, &stage, &p, webinar.day));
	assert_true(ladder_is_over(&config, &stage, webinar.day + 1));
	assert_false(ladder_explains(&stage, &p));
	stage.appointment = MODEL_DEADLINE;
	assert_true(ladder_needs(&config, &stage, &p, webinar.day));
	assert_true(ladder_explains(&stage, &p));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_own_days),
	    cmocka_unit_test(test_listed_late),
	    cmocka_unit_test(test_needs),
	    cmocka_unit_test(test_webinar),
	};

	return cmocka_run_group_tests_name("ladder", tests, NULL, NULL);
}
