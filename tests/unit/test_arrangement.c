#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/arrangement.h"
#include "fixture.h"

static int
arrange_with(struct fixture *f, enum exception_kind kind,
    const struct person *person, const char *day)
{
	const struct arrangement a = {.kind = kind,
	    .person = person,
	    .day = day == NULL ? DAY_NONE : the_day(day),
	    .reason = "asked by phone"};

	return arrangement_make(&f->desk, &a, &f->err);
}

static int
arrange(struct fixture *f, enum exception_kind kind, const char *ref,
    const char *day)
{
	struct person person = stored(f, ref);

	return arrange_with(f, kind, &person, day);
}

/* Everybody has been looked at. */
static void
settle(struct fixture *f)
{
	db_run(f->db, &f->err, "UPDATE person SET next_due_at = 9", DB_NONE);
}

static void
test_extension(void **state)
{
	struct fixture *f = *state;

	add_person(f, "anna");
	settle(f);
	assert_int_equal(
	    arrange(f, EXCEPTION_EXTENSION, "anna", "2026-12-01"), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	assert_int_equal(stored(f, "anna").next_due_at, 9);
	assert_int_equal(
	    arrange(f, EXCEPTION_EXTENSION, "anna", "2026-12-15"), 0);
	assert_int_equal(stored(f, "anna").extended_day, the_day("2026-12-15"));
	assert_int_equal(stored(f, "anna").next_due_at, 1);
	/* Sooner than the one before, but later than everybody's. */
	assert_int_equal(
	    arrange(f, EXCEPTION_EXTENSION, "anna", "2026-12-08"), 0);
	assert_int_equal(arrange(f, EXCEPTION_EXTENSION, "anna", NULL), 0);
	assert_int_equal(stored(f, "anna").extended_day, 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM exception"), 3);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'extended'"),
	    2);
}

static void
test_exemption(void **state)
{
	struct fixture *f = *state;

	add_person(f, "anna");
	settle(f);
	assert_int_equal(
	    arrange(f, EXCEPTION_EXEMPTION, "anna", "2026-10-04"), -1);
	assert_int_equal(
	    arrange(f, EXCEPTION_EXEMPTION, "anna", "2026-10-05"), 0);
	assert_int_equal(stored(f, "anna").exempt_until, the_day("2026-10-05"));
	assert_int_equal(stored(f, "anna").next_due_at, 1);
}

static void
test_promise(void **state)
{
	struct fixture *f = *state;
	struct person early;

	add_person(f, "anna");
	early = stored(f, "anna");
	/* Today is 5 October; the deadline, less the margin, 24 November. */
	assert_int_equal(
	    arrange(f, EXCEPTION_PROMISE, "anna", "2026-10-05"), -1);
	assert_int_equal(
	    arrange(f, EXCEPTION_PROMISE, "anna", "2026-11-25"), -1);
	assert_int_equal(
	    arrange(f, EXCEPTION_PROMISE, "anna", "2026-11-24"), 0);
	assert_int_equal(
	    arrange(f, EXCEPTION_PROMISE, "anna", "2026-10-06"), 0);
	assert_int_equal(stored(f, "anna").promised_day, the_day("2026-10-06"));
	/* Twice is enough. */
	assert_int_equal(
	    arrange(f, EXCEPTION_PROMISE, "anna", "2026-10-07"), -1);
	assert_non_null(strstr(f->err.text, "snooze.times"));
	/* Also for who was looked at before either of them. */
	assert_int_equal(
	    arrange_with(f, EXCEPTION_PROMISE, &early, "2026-10-07"), -1);
	assert_non_null(strstr(f->err.text, "snooze.times"));
	add_person(f, "bert");
	person_enrolled(f->db, stored(f, "bert").id, 5, "totp", &f->err);
	assert_int_equal(
	    arrange(f, EXCEPTION_PROMISE, "bert", "2026-10-07"), -1);
	f->desk.now = instant("2026-11-24T09:00");
	add_person(f, "cees");
	assert_int_equal(
	    arrange(f, EXCEPTION_PROMISE, "cees", "2026-11-25"), -1);
	assert_non_null(strstr(f->err.text, "too near"));
}

static void
test_organisation(void **state)
{
	struct fixture *f = *state;
	const struct arrangement a = {.kind = EXCEPTION_EXEMPTION,
	    .organisation = &f->organisation,
	    .day = the_day("2027-01-31"),
	    .reason = "a merger"};

	add_person(f, "anna");
	settle(f);
	assert_int_equal(arrangement_make(&f->desk, &a, &f->err), 0);
	assert_int_equal(
	    stored(f, "anna").team_exempt_until, the_day("2027-01-31"));
	assert_int_equal(stored(f, "anna").exempt_until, 0);
	assert_int_equal(stored(f, "anna").next_due_at, 1);
	/* Who comes later has it too. */
	add_person(f, "bert");
	assert_int_equal(
	    stored(f, "bert").team_exempt_until, the_day("2027-01-31"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_extension),
	    FIXTURE_TEST(test_exemption),
	    FIXTURE_TEST(test_promise),
	    FIXTURE_TEST(test_organisation),
	};

	return cmocka_run_group_tests_name("arrangement", tests, NULL, NULL);
}
