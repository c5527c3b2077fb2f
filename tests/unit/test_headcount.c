#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "report/headcount.h"

#define TODAY 20000

static struct headcount
count_of(const struct census_person *p, const struct headcount_view *view)
{
	struct headcount count = {0};

	headcount_add(&count, p, view);
	return count;
}

/* Every way in which somebody can stand counts as model_person_state says. */
static void
test_states(void **state)
{
	static const struct headcount_view view = {.today = TODAY};
	struct headcount sum = {0}, one;
	unsigned int bits;
	int64_t all = 0;
	int i;

	(void)state;
	for (bits = 0; bits < 16; bits++) {
		const struct census_person p = {.invited_at = bits & 1,
		    .opened_at = bits & 2,
		    .started_at = bits & 4,
		    .enrolled_at = bits & 8};
		const struct person model = {.invited_at = bits & 1,
		    .opened_at = bits & 2,
		    .started_at = bits & 4,
		    .enrolled_at = bits & 8};

		one = count_of(&p, &view);
		assert_int_equal(one.states[model_person_state(&model)], 1);
		headcount_sum(&sum, &one);
	}
	assert_int_equal(sum.population, 16);
	for (i = 0; i < STATES; i++)
		all += sum.states[i];
	assert_int_equal(all, 16);
	assert_int_equal(headcount_reached(&sum, STATE_WAITING), 16);
	assert_int_equal(headcount_reached(&sum, STATE_STARTED),
	    sum.states[STATE_STARTED] + 8);
}

/* What a hundred percent could hide is shown of whom it is about. */
static void
test_beside(void **state)
{
	struct headcount_view view = {.today = TODAY};
	struct census_person p = {.exempt_until = TODAY};
	struct headcount count;

	(void)state;
	assert_int_equal(count_of(&p, &view).exempt, 1);
	p.promised_day = TODAY + 1;
	assert_int_equal(count_of(&p, &view).snoozed, 0);
	p.exempt_until = TODAY - 1;
	count = count_of(&p, &view);
	assert_int_equal(count.exempt, 0);
	assert_int_equal(count.snoozed, 1);
	view.team_exempt_until = TODAY;
	assert_int_equal(count_of(&p, &view).exempt, 1);
	view.team_exempt_until = TODAY - 1;
	p.promised_day = TODAY;
	p.unreachable_at = 1;
	view.locked = true;
	count = count_of(&p, &view);
	assert_int_equal(count.exempt + count.snoozed + count.locked, 0);
	assert_int_equal(count.unreachable, 1);
	p.enrolled_at = 1;
	p.exempt_until = TODAY;
	count = count_of(&p, &view);
	assert_int_equal(count.exempt + count.unreachable, 0);
	assert_int_equal(count.locked, 1);
}

static void
test_left_and_admins(void **state)
{
	static const struct headcount_view view = {.today = TODAY};
	struct census_person p = {
	    .left_at = 1, .enrolled_at = 1, .audience = AUDIENCE_ADMIN};
	struct headcount count = count_of(&p, &view);

	(void)state;
	assert_int_equal(count.left, 1);
	assert_int_equal(count.population + count.admins, 0);
	p.left_at = 0;
	count = count_of(&p, &view);
	assert_int_equal(count.left, 0);
	assert_int_equal(count.admins, 1);
	assert_int_equal(count.admins_enrolled, 1);
	p.enrolled_at = 0;
	assert_int_equal(count_of(&p, &view).admins_enrolled, 0);
}

static void
test_a_hundred_percent_is_everyone(void **state)
{
	struct headcount t = {.population = 10000};

	(void)state;
	t.states[STATE_ENROLLED] = 9999;
	assert_int_equal(headcount_tenths(&t), 999);
	t.states[STATE_ENROLLED] = 10000;
	assert_int_equal(headcount_tenths(&t), 1000);
	t.population = t.states[STATE_ENROLLED] = 0;
	assert_int_equal(headcount_tenths(&t), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_states),
	    cmocka_unit_test(test_beside),
	    cmocka_unit_test(test_left_and_admins),
	    cmocka_unit_test(test_a_hundred_percent_is_everyone),
	};

	return cmocka_run_group_tests_name("headcount", tests, NULL, NULL);
}
