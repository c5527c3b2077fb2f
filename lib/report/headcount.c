#include "report/headcount.h"

/* Someone who has to do it yet, or of whom it is not asked. */
static void
add_late(struct headcount *count, const struct census_person *p,
    const struct headcount_view *view)
{
	bool exempt = p->exempt_until >= view->today ||
	    view->team_exempt_until >= view->today;

	count->unreachable += p->unreachable_at != 0;
	if (exempt) {
		count->exempt++;
		return;
	}
	count->snoozed += p->promised_day > view->today;
	if (p->opened_at != 0 || p->started_at != 0)
		count->begun++;
	else
		count->unheard += p->invited_at == 0 || p->unreachable_at != 0;
}

void
headcount_add(struct headcount *count, const struct census_person *p,
    const struct headcount_view *view)
{
	if (p->left_at != 0) {
		count->left++;
		return;
	}
	count->population++;
	count->states[model_state_of(
	    p->invited_at, p->opened_at, p->started_at, p->enrolled_at)]++;
	count->told += p->audience == AUDIENCE_WORKER && p->invited_at != 0;
	if (p->enrolled_at == 0)
		add_late(count, p, view);
	else
		count->locked += view->locked;
	if (p->audience == AUDIENCE_ADMIN) {
		count->admins++;
		count->admins_enrolled += p->enrolled_at != 0;
	}
}

void
headcount_sum(struct headcount *sum, const struct headcount *count)
{
	int state;

	sum->population += count->population;
	for (state = 0; state < STATES; state++)
		sum->states[state] += count->states[state];
	sum->exempt += count->exempt;
	sum->snoozed += count->snoozed;
	sum->unreachable += count->unreachable;
	sum->locked += count->locked;
	sum->begun += count->begun;
	sum->unheard += count->unheard;
	sum->told += count->told;
	sum->admins += count->admins;
	sum->admins_enrolled += count->admins_enrolled;
	sum->left += count->left;
}

int64_t
headcount_reached(const struct headcount *count, enum person_state state)
{
	int64_t reached = 0;
	int s;

	for (s = (int)state; s < STATES; s++)
		reached += count->states[s];
	return reached;
}

int64_t
headcount_left(const struct headcount *count)
{
	return count->population - count->states[STATE_ENROLLED];
}

enum advice
headcount_advice(const struct headcount *count)
{
	const struct advice_facts facts = {.exempt = count->exempt,
	    .missing = headcount_left(count) - count->exempt,
	    .begun = count->begun,
	    .unheard = count->unheard,
	    .told = count->told,
	    .admins = count->admins,
	    .admins_enrolled = count->admins_enrolled};

	return advice_of(&facts);
}

int
headcount_part(int64_t part, int64_t whole)
{
	return whole == 0 ? 0 : (int)(part * 1000 / whole);
}

int
headcount_tenths(const struct headcount *count)
{
	return headcount_part(count->states[STATE_ENROLLED], count->population);
}
