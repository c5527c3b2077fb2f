#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/obligation.h"
#include "fixture.h"

struct told {
	int times;
	struct obligation last;
};

static void
note(const struct obligation *obligation, void *context)
{
	struct told *told = context;

	told->times++;
	told->last = *obligation;
}

static struct told
decide(struct fixture *f, const char *now)
{
	struct told told = {.times = 0};

	f->desk.now = instant(now);
	assert_int_equal(obligation_decide(&f->desk, note, &told, &f->err), 0);
	return told;
}

static bool
is_held(struct fixture *f, const char *wave)
{
	bool held;

	assert_int_equal(obligation_is_held(&f->desk, wave, &held, &f->err), 0);
	return held;
}

static void
test_without(void **state)
{
	struct fixture *f = *state;

	add_person(f, "anna");
	assert_int_equal(decide(f, "2027-01-01").times, 0);
	assert_false(is_held(f, ""));
}

static void
test_held_until_enough(void **state)
{
	struct fixture *f = *state;
	struct told told;
	struct person p;
	int i;

	f->config.enforce.at_least = 50;
	for (i = 0; i < 4; i++)
		add_person(f, (const char *[]){"a", "b", "c", "d"}[i]);
	assert_true(is_held(f, ""));
	assert_true(is_held(f, "no-such-wave"));
	assert_int_equal(decide(f, "2026-11-30T23:59").times, 0);
	person_enrolled(f->db, stored(f, "a").id, 5, "totp", &f->err);
	told = decide(f, "2026-12-01");
	assert_int_equal(told.times, 1);
	assert_true(told.last.held);
	assert_int_equal(told.last.people, 4);
	assert_int_equal(told.last.enrolled, 1);
	/* Of who is exempt nothing is asked; half of two is enough. */
	db_run(f->db, &f->err,
	    "UPDATE person SET exempt_until = 30000 WHERE ref IN ('c', 'd')",
	    DB_NONE);
	db_run(f->db, &f->err, "UPDATE person SET next_due_at = 9", DB_NONE);
	told = decide(f, "2026-12-02");
	assert_false(told.last.held);
	assert_false(is_held(f, ""));
	assert_int_equal(stored(f, "b").next_due_at, 1);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'enforced'"),
	    1);
	/* It stays, also when there are fewer again. */
	p = stored(f, "a");
	person_reset(f->db, p.id, 6, &f->err);
	assert_int_equal(decide(f, "2026-12-03").times, 0);
	assert_false(is_held(f, ""));
	/* The pilot is decided on by itself. */
	assert_true(is_held(f, "pilot"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_without),
	    FIXTURE_TEST(test_held_until_enough),
	};

	return cmocka_run_group_tests_name("obligation", tests, NULL, NULL);
}
