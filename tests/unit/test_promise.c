#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "enrol/promise.h"
#include "fixture.h"

/* Days of 2026 that are offered on "today", with this deadline. */
static void
assert_choices(struct config *config, const char *today, const char *deadline,
    const char *const *wanted, size_t count)
{
	struct person person = {.extended_day = the_day(deadline)};
	int64_t days[PROMISE_CHOICES];
	struct promise_room room;
	size_t i;

	assert_int_equal(
	    promise_room(config, &person, the_day(today), &room), PROMISE_OPEN);
	assert_int_equal(promise_choices(&config->send, &room, days), count);
	for (i = 0; i < count; i++)
		assert_int_equal(days[i], the_day(wanted[i]));
}

static void
offers_days_on_which_mail_goes(void **state)
{
	/* A Thursday; the last day is a Sunday, so Friday is the last one. */
	static const char *const far[] = {"2026-10-09", "2026-10-12",
	    "2026-10-13", "2026-10-16", "2026-10-23", "2026-11-27"};
	static const char *const near[] = {"2026-10-09", "2026-10-12"};
	static const char *const one[] = {"2026-10-09"};
	struct config config;

	(void)state;
	fixture_config(&config);
	assert_choices(&config, "2026-10-08", "2026-12-06", far, 6);
	assert_choices(&config, "2026-10-08", "2026-10-19", near, 2);
	assert_choices(&config, "2026-10-08", "2026-10-18", one, 1);
}

static void
says_why_there_is_no_room(void **state)
{
	struct person person = {.promises = 1};
	struct promise_room room;
	struct config config;

	(void)state;
	fixture_config(&config);
	assert_int_equal(
	    promise_room(&config, &person, the_day("2026-10-08"), &room),
	    PROMISE_OPEN);
	assert_int_equal(room.left, 1);
	assert_int_equal(
	    promise_room(&config, &person, the_day("2026-11-24"), &room),
	    PROMISE_NEAR);
	person.promises = 2;
	assert_int_equal(
	    promise_room(&config, &person, the_day("2026-10-08"), &room),
	    PROMISE_SPENT);
	person.promises = 7;
	promise_room(&config, &person, the_day("2026-10-08"), &room);
	assert_int_equal(room.left, 0);
	person.enrolled_at = 1;
	assert_int_equal(
	    promise_room(&config, &person, the_day("2026-10-08"), &room),
	    PROMISE_DONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(offers_days_on_which_mail_goes),
	    cmocka_unit_test(says_why_there_is_no_room),
	};

	return cmocka_run_group_tests_name("promise", tests, NULL, NULL);
}
