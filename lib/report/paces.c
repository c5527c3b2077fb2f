#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "report/hazard.h"
#include "report/paces.h"
#include "report/range.h"

#define EVEN_MAX 2.0  /* times; more would be no evening out */
#define EVEN_TIMES 12 /* until it holds, within a hair */

/* How fast a team is beside all, by the weeks that were. */
static double
pace_of(const struct adoption *a, const struct adoption_line *line,
    const double *all, double *known)
{
	double won = 0, expected = 0, weight;
	const struct adoption_point *before;
	size_t w;

	for (w = 1; w < a->week_count; w++) {
		before = &line->weeks[w - 1];
		weight =
		    hazard_memory(DAY_WEEK * (int64_t)(a->week_count - 1 - w));
		won += weight * (double)line->weeks[w].won;
		expected += weight * all[w] *
		    (double)(before->population - before->enrolled);
	}
	*known = expected;
	return (won + PACES_FAITH) / (expected + PACES_FAITH);
}

/* Which part of those who were left enrolled in each week, of all. */
static double *
weekly(const struct adoption *a)
{
	double *part = calloc(a->week_count, sizeof(*part)), left, won;
	const struct adoption_point *before, *after;
	size_t w;

	for (w = 1; part != NULL && w < a->week_count; w++) {
		after = &a->days[a->day_count - 1 -
		    DAY_WEEK * (a->week_count - 1 - w)];
		before = after - DAY_WEEK;
		left = (double)(before->population - before->enrolled);
		for (won = 0; after > before; after--)
			won += (double)after->won;
		part[w] = left <= 0 ? 0 : won / left;
	}
	return part;
}

/*
 * Faster and slower ones together come to less than all at one pace: that they
 * come to the same on the campaign's last day, all have to be so much faster.
 */
static double
even_out(const struct adoption *a, const struct paces *p, double sum)
{
	double wanted = range_won(&a->total, sum), won, even = 1;
	size_t i;
	int n;

	for (n = 0; wanted > 0 && n < EVEN_TIMES; n++) {
		won = 0;
		for (i = 0; i < a->count; i++)
			won += range_won(&a->organisations[i].people,
			    even * p->pace[i] * sum);
		if (won > 0)
			even *= wanted / won;
	}
	return fmax(1 / EVEN_MAX, fmin(EVEN_MAX, even));
}

void
paces_free(struct paces *p)
{
	free(p->pace);
	free(p->known);
}

int
paces_make(
    struct paces *p, const struct adoption *a, double sum, struct err *err)
{
	double *weeks = weekly(a);
	size_t i;

	*p = (struct paces){.pace = calloc(a->count + 1, sizeof(*p->pace)),
	    .known = calloc(a->count + 1, sizeof(*p->known))};
	if (weeks == NULL || p->pace == NULL || p->known == NULL) {
		free(weeks);
		paces_free(p);
		return err_memory(err);
	}
	for (i = 0; i < a->count; i++) {
		p->pace[i] =
		    pace_of(a, &a->organisations[i], weeks, &p->known[i]);
		p->known_of_all += p->known[i];
	}
	free(weeks);
	p->even = even_out(a, p, sum);
	return 0;
}
