#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schedule/rung.h"

#include "fixture.h"

/* The name of the stage where somebody stands on a day; "" for none. */
static const char *
stands(const struct person *person, const char *day)
{
	static const struct standing standing = {false, false};
	static struct config config;
	const struct stage *stage;

	fixture_config(&config);
	stage = rung_find(&config, person, &standing, the_day(day));
	return stage == NULL ? "" : stage->name;
}

static struct person
worker(void)
{
	return (struct person){.id = 1,
	    .email = "a@example.nl",
	    .audience = AUDIENCE_WORKER,
	    .joined_day = the_day("2020-01-01"),
	    .explained_day = the_day("2026-08-10")};
}

static void
test_ladder(void **state)
{
	struct person person = worker();

	(void)state;
	assert_string_equal(stands(&person, "2026-08-03"), "");
	assert_string_equal(stands(&person, "2026-08-10"), "announce");
	assert_string_equal(stands(&person, "2026-09-25"), "announce");
	assert_string_equal(stands(&person, "2026-10-05"), "reminder");
	assert_string_equal(stands(&person, "2026-11-20"), "last-weeks");
	assert_string_equal(stands(&person, "2026-12-03"), "enforced");
}

/* Nobody is reminded of what was never explained. */
static void
test_explained_first(void **state)
{
	struct person person = worker();

	(void)state;
	person.explained_day = 0;
	assert_string_equal(stands(&person, "2026-10-05"), "announce");
}

/* What was sent already takes nobody off the rung; the ration neither. */
static void
test_whatever_was_sent(void **state)
{
	struct person person = worker();

	(void)state;
	person.planned_until = the_day("2026-11-20");
	person.said_day = the_day("2026-11-20");
	person.said = -1;
	assert_string_equal(stands(&person, "2026-11-20"), "last-weeks");
}

static void
test_promise(void **state)
{
	struct person person = worker();

	(void)state;
	person.promised_day = the_day("2026-10-20");
	person.promises = 1;
	assert_string_equal(stands(&person, "2026-10-10"), "");
	assert_string_equal(stands(&person, "2026-10-25"), "reminder");
}

static void
test_enrolled(void **state)
{
	struct person person = worker();

	(void)state;
	person.enrolled_at = instant("2026-10-01T12:00");
	assert_string_equal(stands(&person, "2026-10-05"), "");
	assert_string_equal(stands(&person, "2026-12-03"), "");
}

static void
test_paused(void **state)
{
	const struct standing paused = {true, false};
	struct person person = worker();
	struct config config;

	(void)state;
	fixture_config(&config);
	assert_null(
	    rung_find(&config, &person, &paused, the_day("2026-11-20")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ladder),
	    cmocka_unit_test(test_explained_first),
	    cmocka_unit_test(test_whatever_was_sent),
	    cmocka_unit_test(test_promise),
	    cmocka_unit_test(test_enrolled),
	    cmocka_unit_test(test_paused),
	};

	return cmocka_run_group_tests_name("rung", tests, NULL, NULL);
}
