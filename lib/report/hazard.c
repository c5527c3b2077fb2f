#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "report/hazard.h"
#include "report/reference.h"

#define HALF_LIFE 28.0 /* days after which a day counts half */
#define FAITH 5.0      /* people, as many as what was expected is worth */
#define LEVEL_MAX 4.0  /* times the reference; more is chance */
#define AHEAD 2.0      /* a day to come is as much as so many that were */
#define HEARD 10       /* a message to one in so many is one to the campaign */
#define SPREAD 0.15    /* of a campaign of which nothing is known yet */
#define SPREAD_FAITH 30.0 /* fortnights that this is worth */
#define FORTNIGHT (2 * DAY_WEEK)

/*
 * How far the logarithm of what the reference gives is off, where all hangs on
 * it; and by which power of its weight that fades.  Found on campaigns that
 * share nothing with it.
 */
#define BY_REFERENCE 1.4
#define FADES 4

double
hazard_memory(int64_t days_ago)
{
	return exp2(-(double)days_ago / HALF_LIFE);
}

/* A weekend, or a holiday on a day of the week on which mail goes out. */
static bool
is_off(const struct hazard *h, int64_t day)
{
	const struct send *send = &h->config->send;
	enum weekday weekday = day_weekday(day);

	return weekday == SATURDAY || weekday == SUNDAY ||
	    ((send->weekdays & 1U << weekday) != 0 &&
		h->calendar(send, day) != day);
}

/* Whether a stage tells so many people something that all take note. */
static bool
is_heard(const struct hazard *h, const struct stage *stage, int64_t day)
{
	const struct adoption *a = h->adoption;
	const struct adoption_wave *wave;
	int64_t heard = 0;
	size_t i;

	if ((stage->audiences & 1U << AUDIENCE_WORKER) == 0)
		return false;
	if (a->wave_count == 0)
		return coming_on(h->config, h->calendar, stage, NULL, day);
	for (i = 0; i < a->wave_count; i++) {
		wave = &a->waves[i];
		if (coming_on(h->config, h->calendar, stage,
			config_wave(h->config, wave->name), day))
			heard += headcount_left(&wave->people);
	}
	return heard > 0 && heard * HEARD >= headcount_left(&a->total);
}

/* Marks the days to come on which a good part of the people are told. */
static void
mark_coming(const struct hazard *h, bool *told)
{
	const struct adoption *a = h->adoption;
	int64_t day;
	size_t i;

	for (day = a->today + 1; day <= h->last; day++) {
		for (i = 0; i < h->config->stage_count; i++)
			told[day - a->first_day] |=
			    is_heard(h, &h->config->stages[i], day);
	}
}

/* Marks the days on which a good part of those who were left were told. */
static void
mark_sent(const struct hazard *h, bool *told)
{
	const struct adoption *a = h->adoption;
	const struct adoption_point *p;
	int64_t day, sent = 0;
	size_t i;

	for (i = 0; i < a->dispatch_count; i++) {
		day = a->dispatches[i].day;
		if (i > 0 && a->dispatches[i - 1].day != day)
			sent = 0;
		sent += a->dispatches[i].sent;
		if (day < a->first_day || day > a->today)
			continue;
		p = &a->days[day - a->first_day];
		if (sent * HEARD >= p->population - p->enrolled)
			told[day - a->first_day] = true;
	}
}

/* Sorts the days into kinds. */
static int
sort_days(struct hazard *h, struct err *err)
{
	static const int ends[] = {1, 3, 6}; /* days since a message */
	size_t days = (size_t)(h->last - h->adoption->first_day) + 1, i;
	bool *told = calloc(days, sizeof(*told));
	int since = 99, kind;

	h->kinds = calloc(days, sizeof(*h->kinds));
	if (told == NULL || h->kinds == NULL) {
		free(told);
		return err_memory(err);
	}
	mark_sent(h, told);
	mark_coming(h, told);
	for (i = 0; i < days; i++) {
		since = told[i] ? 0 : since + 1;
		kind = 0;
		while (kind < 3 && since > ends[kind])
			kind++;
		h->kinds[i] = (unsigned char)(2 * kind +
		    is_off(h, h->adoption->first_day + (int64_t)i));
	}
	free(told);
	return 0;
}

/* Who was left when a day began, and who of them enrolled on it. */
static void
day_that_was(const struct adoption *a, size_t i, double *left, double *enrolled)
{
	const struct adoption_point *before = &a->days[i - 1];
	const struct adoption_point *after = &a->days[i];

	*left = (double)(before->population - before->enrolled);
	*enrolled = (double)after->won;
}

static double
reference_on(const struct hazard *h, int64_t day)
{
	return reference_daily(
	    h->config, h->adoption->start_day, h->adoption->deadline_day, day);
}

/* Learns from the first "count" days. */
static void
learn(struct hazard *h, size_t count)
{
	double people[HAZARD_KINDS] = {0}, enrolled[HAZARD_KINDS] = {0};
	double left, won, weight, all = 0, all_won = 0, as_reference = 0;
	double ahead;
	size_t i;
	int kind;

	for (i = 1; i < count; i++) {
		day_that_was(h->adoption, i, &left, &won);
		weight = hazard_memory((int64_t)(count - 1 - i));
		people[h->kinds[i]] += weight * left;
		enrolled[h->kinds[i]] += weight * won;
		all += weight * left;
		all_won += weight * won;
		as_reference += weight * left *
		    reference_on(h, h->adoption->first_day + (int64_t)i);
	}
	h->level = (all_won + FAITH) / (as_reference + FAITH);
	h->level = fmin(h->level, LEVEL_MAX);
	for (kind = 0; kind < HAZARD_KINDS; kind++)
		h->rate[kind] = all_won == 0 ? 0
					     : (enrolled[kind] + FAITH) /
			(people[kind] + FAITH * all / all_won);
	ahead = (double)(h->adoption->deadline_day - h->adoption->first_day) -
	    (double)count;
	h->own = ahead <= 0
	    ? 1
	    : (double)(count - 1) / ((double)(count - 1) + AHEAD * ahead);
}

double
hazard_on(const struct hazard *h, int64_t day)
{
	double own = h->rate[h->kinds[day - h->adoption->first_day]];
	double other = h->level * reference_on(h, day);

	/* What comes after the deadline, to who has more time, is no rush. */
	if (day >= h->adoption->deadline_day)
		return own;
	return fmin(h->own * own + (1 - h->own) * other, REFERENCE_DAILY * 2);
}

/*
 * How far it would have been off before: for each week that was, what the
 * fortnight after it gave beside what would have been told then.
 */
static void
look_back(struct hazard *h)
{
	const struct adoption *a = h->adoption;
	double sum = SPREAD_FAITH * SPREAD * SPREAD, count = SPREAD_FAITH;
	double told, left, won, had, miss;
	size_t from, i;

	for (from = FORTNIGHT; from + FORTNIGHT <= a->day_count;
	     from += DAY_WEEK) {
		learn(h, from);
		told = won = 0;
		day_that_was(a, from, &left, &had);
		for (i = from; i < from + FORTNIGHT; i++) {
			told += hazard_on(h, a->first_day + (int64_t)i);
			day_that_was(a, i, &had, &miss);
			won += miss;
		}
		told *= left;
		miss = log((won + FAITH) / (told + FAITH));
		sum += miss * miss / 2; /* half of each is the next one's */
		count += 0.5;
	}
	h->spread = sqrt(sum / count);
}

int
hazard_learn(struct hazard *h, const struct adoption *adoption,
    const struct config *config, coming_calendar *calendar, int64_t last,
    struct err *err)
{
	*h = (struct hazard){.adoption = adoption,
	    .config = config,
	    .calendar = calendar,
	    .last = last};
	if (last < adoption->today)
		h->last = adoption->today;
	if (sort_days(h, err) == -1) {
		hazard_free(h);
		return -1;
	}
	look_back(h);
	learn(h, adoption->day_count);
	return 0;
}

void
hazard_free(struct hazard *h)
{
	free(h->kinds);
	h->kinds = NULL;
}

double
hazard_spread(const struct hazard *h, int64_t days)
{
	double other = BY_REFERENCE * pow(1 - h->own, FADES);

	return days <= 0 ? 0 : sqrt(h->spread * h->spread + other * other);
}
