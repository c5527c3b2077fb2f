#ifndef REPORT_HEADCOUNT_H
#define REPORT_HEADCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"
#include "store/advice.h"
#include "store/census.h"

/*
 * How many people, and how far they are.  Whoever is not there any more is in
 * "left" alone.  The states add up to the population; what stands below them is
 * counted in them as well, and is what a hundred percent could hide.
 */
struct headcount {
	int64_t population;
	int64_t states[STATES]; /* by enum person_state */
	int64_t exempt;         /* not enrolled: nothing is asked today */
	int64_t snoozed;        /* not enrolled: promised a later day */
	int64_t unreachable;    /* not enrolled: the mailbox is gone */
	int64_t locked;         /* enrolled: blocked after wrong codes */
	int64_t begun, unheard; /* see store/advice.h, as "told" */
	int64_t told;
	int64_t admins, admins_enrolled;
	int64_t left;
};

/* What is asked of an organisation, and what is known of the person. */
struct headcount_view {
	int64_t today;
	int64_t team_exempt_until;
	bool locked;
};

void headcount_add(struct headcount *count, const struct census_person *person,
    const struct headcount_view *view);
void headcount_sum(struct headcount *sum, const struct headcount *count);

/* How many are at least so far: for a funnel. */
int64_t headcount_reached(
    const struct headcount *count, enum person_state state);

/* How many of the population are not enrolled yet. */
int64_t headcount_left(const struct headcount *count);

/* What is to be done next. */
enum advice headcount_advice(const struct headcount *count);

/*
 * The part that is enrolled in tenths of a percent, 0 to 1000, rounded down: a
 * hundred percent means everyone.  0 when there is nobody.
 */
int headcount_tenths(const struct headcount *count);
int headcount_part(int64_t part, int64_t whole);

#endif
