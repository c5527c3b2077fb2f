#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/tally.h"

static void
expect(struct fixture *f, const char *at, int64_t total, int64_t enrolled)
{
	int64_t got_total, got_enrolled;

	assert_int_equal(tally_team(f->db, f->organisation.id, instant(at),
			     &got_total, &got_enrolled, &f->err),
	    0);
	assert_int_equal(got_total, total);
	assert_int_equal(got_enrolled, enrolled);
}

/* Who left later, and who enrolled later, were there without it. */
static void
test_team_at_an_instant(void **state)
{
	struct fixture *f = *state;
	struct person a = add_person(f, "a"), b = add_person(f, "b");

	add_person(f, "c");
	person_enrolled(
	    f->db, a.id, instant("2026-09-01T12:00"), "totp", &f->err);
	intake_leave(f->db, b.id, instant("2026-09-10T12:00"), &f->err);
	expect(f, "2026-09-01T11:59", 3, 0);
	expect(f, "2026-09-01T12:00", 3, 1);
	expect(f, "2026-09-10T11:59", 3, 1);
	expect(f, "2026-09-10T12:00", 2, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_team_at_an_instant),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
