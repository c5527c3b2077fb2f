#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "report/forecast.h"
#include "report/hazard.h"
#include "report/paces.h"
#include "report/reference.h"

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

/* How far it is off in so many days, for people of whom so much is known. */
static double
spread_of(const struct hazard *hazard, int64_t ahead, double known)
{
	double spread = hazard_spread(hazard, ahead);

	return sqrt(spread * spread + 1 / (known + PACES_FAITH));
}

static void
foresee_line(struct forecast *f, const struct adoption *a,
    const struct hazard *hazard, const double *sums, const struct paces *paces,
    struct forecast_line *out)
{
	const struct adoption_line *line = out->line;
	size_t place = (size_t)(line - a->organisations);
	int64_t last = line->deadline_day - 1;
	int64_t ahead = last > a->today ? last - a->today : 0;

	out->range = range_of(&line->people,
	    paces->even * paces->pace[place] * sum_until(a, sums, last),
	    spread_of(hazard, ahead, paces->known[place]));
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
    const struct hazard *hazard, const double *sums, const struct paces *paces,
    struct err *err)
{
	size_t i;

	f->lines = calloc(a->count + 1, sizeof(*f->lines));
	if (f->lines == NULL)
		return err_memory(err);
	f->count = a->count;
	for (i = 0; i < a->count; i++) {
		f->lines[i].line = &a->organisations[i];
		foresee_line(f, a, hazard, sums, paces, &f->lines[i]);
	}
	qsort(f->lines, f->count, sizeof(*f->lines), compare);
	return 0;
}

/* The whole band, day by day. */
static int
foresee_days(struct forecast *f, const struct adoption *a,
    const struct hazard *hazard, const double *sums, const struct paces *paces,
    struct err *err)
{
	size_t i;

	f->day_count = f->day > a->today ? (size_t)(f->day - a->today) : 0;
	f->days = calloc(f->day_count + 1, sizeof(*f->days));
	if (f->days == NULL)
		return err_memory(err);
	for (i = 0; i < f->day_count; i++)
		f->days[i] = range_of(&a->total, sums[i + 1],
		    spread_of(hazard, (int64_t)i + 1, paces->known_of_all));
	f->total = f->day_count > 0 ? f->days[f->day_count - 1]
				    : range_of(&a->total, 0, 0);
	return 0;
}

/* The reference, from where this campaign began. */
static int
lay_plan(struct forecast *f, const struct adoption *a,
    const struct config *config, struct err *err)
{
	const struct adoption_point *first = &a->days[0];
	double at_start = first->population == 0
	    ? 0
	    : (double)first->enrolled / (double)first->population;
	size_t i;

	/* A curve begins so late that the deadline may lie before it. */
	if (a->deadline_day >= a->first_day)
		f->plan_count = (size_t)(a->deadline_day - a->first_day) + 1;
	f->plan = calloc(f->plan_count + 1, sizeof(*f->plan));
	if (f->plan == NULL)
		return err_memory(err);
	for (i = 0; i < f->plan_count; i++)
		f->plan[i] = 1 -
		    (1 - at_start) *
			reference_left(config, a->start_day, a->deadline_day,
			    a->first_day + (int64_t)i);
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
	struct paces paces = {.pace = NULL};
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
	if (paces_make(&paces, a, sum_until(a, sums, f->day), err) == -1 ||
	    lay_plan(f, a, config, err) == -1 ||
	    foresee_days(f, a, &hazard, sums, &paces, err) == -1 ||
	    foresee_lines(f, a, &hazard, sums, &paces, err) == -1)
		goto out;
	rc = 0;
out:
	paces_free(&paces);
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
