#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "report/forecast.h"
#include "report/hazard.h"
#include "report/reference.h"

#define EIGHT_OF_TEN 1.2816 /* standard deviations on either side */
#define TEAM_FAITH 5.0      /* people of a team that a prior is worth */

static int
parts_of(double share, int parts)
{
	return share >= 1 ? parts : (int)fmin(round(share * parts), parts - 1);
}

int
forecast_percent(double share)
{
	return parts_of(share, 100);
}

int
forecast_tenths(double share)
{
	return parts_of(share, 1000);
}

/*
 * What comes of "left" people who may still do it, when the days to come give
 * "sum" in all (the hazard, added up): the logarithm of that is off by
 * "spread", and few people are chance.
 */
static struct forecast_range
range_of(
    double population, double enrolled, double left, double sum, double spread)
{
	double won = left * (1 - exp(-sum)), off;
	struct forecast_range range;

	if (population <= 0)
		return (struct forecast_range){0, 0, 0};
	off = sqrt(spread * spread + exp(-sum) / fmax(won, 0.5));
	range.expected = (enrolled + won) / population;
	range.low =
	    (enrolled + left * (1 - exp(-sum * exp(-EIGHT_OF_TEN * off)))) /
	    population;
	range.high =
	    (enrolled + left * (1 - exp(-sum * exp(EIGHT_OF_TEN * off)))) /
	    population;
	return range;
}

/* Who may still do it: of the exempt nothing is asked. */
static double
left_of(const struct headcount *people)
{
	return (double)(headcount_left(people) - people->exempt);
}

static struct forecast_range
range_of_people(const struct headcount *people, double sum, double spread)
{
	return range_of((double)people->population,
	    (double)people->states[STATE_ENROLLED], left_of(people), sum,
	    spread);
}

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
	return (won + TEAM_FAITH) / (expected + TEAM_FAITH);
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

static int
compare(const void *a, const void *b)
{
	const struct forecast_line *x = a, *y = b;

	if (x->at_risk != y->at_risk)
		return x->at_risk ? -1 : 1;
	if (x->missing != y->missing)
		return x->missing > y->missing ? -1 : 1;
	if (x->range.expected != y->range.expected)
		return x->range.expected < y->range.expected ? -1 : 1;
	return strcmp(x->line->organisation.ref, y->line->organisation.ref);
}

/* The hazard from tomorrow to "day", from what was added up by day. */
static double
sum_until(const struct adoption *a, const double *sums, int64_t day)
{
	return day <= a->today ? 0 : sums[day - a->today];
}

static void
foresee_line(struct forecast *f, const struct adoption *a,
    const struct hazard *hazard, const double *sums, const double *weeks,
    struct forecast_line *out)
{
	const struct adoption_line *line = out->line;
	int64_t last = line->deadline_day - 1;
	int64_t ahead = last > a->today ? last - a->today : 0;
	double known, pace = pace_of(a, line, weeks, &known), spread;

	spread = hazard_spread(hazard, ahead);
	spread = sqrt(spread * spread + 1 / (known + TEAM_FAITH));
	out->range = range_of_people(
	    &line->people, pace * sum_until(a, sums, last), spread);
	out->missing = (int64_t)lround(
	    (1 - out->range.expected) * (double)line->people.population);
	out->at_risk = last >= a->today && out->missing > 0 &&
	    out->range.expected * 100 < (double)f->target;
	if (out->at_risk)
		out->next = headcount_advice(&line->people);
	f->at_risk += out->at_risk;
}

static int
foresee_lines(struct forecast *f, const struct adoption *a,
    const struct hazard *hazard, const double *sums, struct err *err)
{
	double *weeks = weekly(a);
	size_t i;

	f->lines = calloc(a->count + 1, sizeof(*f->lines));
	if (weeks == NULL || f->lines == NULL) {
		free(weeks);
		return err_memory(err);
	}
	f->count = a->count;
	for (i = 0; i < a->count; i++) {
		f->lines[i].line = &a->organisations[i];
		foresee_line(f, a, hazard, sums, weeks, &f->lines[i]);
	}
	free(weeks);
	qsort(f->lines, f->count, sizeof(*f->lines), compare);
	return 0;
}

/* The whole band, day by day, and the plan. */
static int
foresee_days(struct forecast *f, const struct adoption *a,
    const struct config *config, const struct hazard *hazard,
    const double *sums, struct err *err)
{
	const struct adoption_point *first = &a->days[0];
	double at_start = first->population == 0
	    ? 0
	    : (double)first->enrolled / (double)first->population;
	size_t i;

	f->day_count = f->day > a->today ? (size_t)(f->day - a->today) : 0;
	/* A curve begins so late that the deadline may lie before it. */
	if (a->deadline_day >= a->first_day)
		f->plan_count = (size_t)(a->deadline_day - a->first_day) + 1;
	f->days = calloc(f->day_count + 1, sizeof(*f->days));
	f->plan = calloc(f->plan_count + 1, sizeof(*f->plan));
	if (f->days == NULL || f->plan == NULL)
		return err_memory(err);
	for (i = 0; i < f->day_count; i++)
		f->days[i] = range_of_people(&a->total, sums[i + 1],
		    hazard_spread(hazard, (int64_t)i + 1));
	for (i = 0; i < f->plan_count; i++)
		f->plan[i] = 1 -
		    (1 - at_start) *
			reference_left(config, a->start_day, a->deadline_day,
			    a->first_day + (int64_t)i);
	f->total = f->day_count > 0 ? f->days[f->day_count - 1]
				    : range_of_people(&a->total, 0, 0);
	return 0;
}

/* The last day that is asked about. */
static int64_t
last_day(const struct adoption *a)
{
	int64_t last = a->deadline_day;
	size_t i;

	for (i = 0; i < a->count; i++) {
		if (a->organisations[i].deadline_day > last)
			last = a->organisations[i].deadline_day;
	}
	return last > a->today ? last : a->today;
}

int
forecast_make(const struct adoption *a, const struct config *config,
    coming_calendar *calendar, struct forecast *f, struct err *err)
{
	int64_t last = last_day(a), day;
	struct hazard hazard = {.kinds = NULL};
	double *sums = NULL;
	int rc = -1;

	*f = (struct forecast){
	    .day = a->deadline_day - 1, .target = config->forecast.target};
	if (hazard_learn(&hazard, a, config, calendar, last, err) == -1)
		return -1;
	sums = calloc((size_t)(last - a->today) + 1, sizeof(*sums));
	if (sums == NULL) {
		err_memory(err);
		goto out;
	}
	for (day = a->today + 1; day <= last; day++)
		sums[day - a->today] =
		    sums[day - a->today - 1] - log1p(-hazard_on(&hazard, day));
	if (foresee_days(f, a, config, &hazard, sums, err) == -1 ||
	    foresee_lines(f, a, &hazard, sums, err) == -1)
		goto out;
	rc = 0;
out:
	free(sums);
	hazard_free(&hazard);
	if (rc == -1)
		forecast_free(f);
	return rc;
}

void
forecast_free(struct forecast *f)
{
	free(f->days);
	free(f->plan);
	free(f->lines);
	*f = (struct forecast){.day = 0};
}
