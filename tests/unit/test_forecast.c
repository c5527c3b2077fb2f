#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <math.h>

#include "base/day.h"
#include "pretend.h"
#include "report/forecast.h"
#include "report/reference.h"

/* Mail goes out on any day. */
static int64_t
any_day(const struct send *send, int64_t day)
{
	(void)send;
	return day;
}

#define CAMPAIGNS 500
#define START INT64_C(20666) /* a Saturday */

/* The campaign as the report has it at the end of day "today". */
static struct adoption
as_of(const struct pretend *p, int today)
{
	struct adoption a = {
	    .today = START + today,
	    .start_day = START,
	    .first_day = START,
	    .deadline_day = START + p->length,
	    .days_left = p->length - today,
	    .day_count = (size_t)today + 1,
	    .week_count = (size_t)today / 7 + 1,
	    .count = PRETEND_TEAMS,
	};
	const struct pretend_person *q;
	struct adoption_line *line;
	struct adoption_point *point;
	struct headcount *people;
	int i, d;

	a.days = calloc(a.day_count, sizeof(*a.days));
	a.organisations = calloc(PRETEND_TEAMS, sizeof(*a.organisations));
	a.dispatches = calloc(PRETEND_DISPATCHES, sizeof(*a.dispatches));
	for (i = 0; i < PRETEND_TEAMS; i++) {
		line = &a.organisations[i];
		line->deadline_day = a.deadline_day;
		snprintf(line->organisation.ref, REF_MAX, "o%02d", i);
		line->weeks = calloc(a.week_count, sizeof(*line->weeks));
	}
	for (i = 0; i < p->people; i++) {
		q = &p->person[i];
		line = &a.organisations[q->team];
		for (d = 0; d <= today; d++) {
			if (q->joined > d || q->left <= d)
				continue;
			a.days[d].population++;
			a.days[d].enrolled += q->enrolled <= d;
			a.days[d].won +=
			    q->enrolled == d && q->joined < d && d > 0;
			if ((today - d) % 7 != 0)
				continue;
			point = &line->weeks[a.week_count - 1 -
			    (size_t)(today - d) / 7];
			point->population++;
			point->enrolled += q->enrolled <= d;
			point->won += q->enrolled <= d && q->enrolled > d - 7 &&
			    q->enrolled > 0 && q->joined < q->enrolled;
		}
		if (q->joined > today || q->left <= today)
			continue;
		people = &line->people;
		people->population++;
		people->states[q->enrolled <= today ? STATE_ENROLLED
						    : STATE_INVITED]++;
	}
	for (i = 0; i < PRETEND_TEAMS; i++)
		headcount_sum(&a.total, &a.organisations[i].people);
	for (i = 0; i < p->told_count && p->told[i] <= today; i++)
		a.dispatches[a.dispatch_count++] = (struct adoption_dispatch){
		    START + p->told[i], 0, p->sent[i]};
	return a;
}

/* The configuration that would have sent the same. */
static struct config
config_of(const struct pretend *p, struct stage *stages)
{
	struct config c = {.stages = stages,
	    .send = {.weekdays = 0x7f},
	    .forecast = {.target = 95},
	    .campaign = {
		.start_day = START, .deadline_day = START + p->length}};
	int i;

	for (i = 0; i < p->told_count; i++)
		stages[i] = (struct stage){.name = "stage",
		    .at = {ANCHOR_START, p->told[i]},
		    .audiences = 1};
	c.stage_count = (size_t)p->told_count;
	return c;
}

static void
free_all(struct adoption *a)
{
	size_t i;

	for (i = 0; i < a->count; i++)
		free(a->organisations[i].weeks);
	free(a->organisations);
	free(a->days);
	free(a->dispatches);
}

/* The share at the end of the last day, of all or (from 0 on) of a team. */
static double
outcome(const struct pretend *p, int team)
{
	int64_t there = 0, done = 0;
	int i;

	for (i = 0; i < p->people; i++) {
		const struct pretend_person *q = &p->person[i];

		if (q->joined > p->length - 1 || q->left <= p->length - 1 ||
		    (team >= 0 && q->team != team))
			continue;
		there++;
		done += q->enrolled <= p->length - 1;
	}
	return (double)done / (double)there;
}

struct hits {
	int told, inside, below;
	double width, off;
};

static void
judge(struct hits *hits, const struct range *range, double was)
{
	/* The least that is told apart is a tenth of a percent. */
	hits->told++;
	hits->inside +=
	    was >= range->low - 0.0005 && was <= range->high + 0.0005;
	hits->below += was < range->low - 0.0005;
	hits->width += range->high - range->low;
	hits->off += range->expected - was;
}

static double
percent(const struct hits *h)
{
	return 100.0 * h->inside / h->told;
}

/* How far ahead it is told: up to so many days. */
static const int bands[] = {14, 28, 56, 84, 999};
#define BANDS 5

static int
band_of(int ahead)
{
	int band = 0;

	while (ahead > bands[band])
		band++;
	return band;
}

/*
 * The organisations together are expected to come to what all are, within half
 * a point.
 */
static void
expect_agreement(const struct forecast *f)
{
	double sum = 0, all = 0, people;
	size_t i;

	for (i = 0; i < f->count; i++) {
		people = (double)f->lines[i].line->people.population;
		sum += people * f->lines[i].range.expected;
		all += people;
	}
	assert_true(fabs(sum / all - f->total.expected) < 0.005);
}

/*
 * Campaigns that nobody has seen, told of on any day but the first and the last
 * five: the range holds what came in eight of ten, however far ahead it is.
 */
static void
test_range_holds_eight_of_ten(void **state)
{
	struct hits total = {0}, teams = {0}, by_band[BANDS] = {{0}}, *band;
	static struct pretend p;
	int c, d, when;
	size_t i;

	(void)state;
	for (c = 0; c < CAMPAIGNS; c++) {
		struct stage stages[PRETEND_DISPATCHES];
		struct config config;
		struct forecast f;
		struct adoption a;
		struct err err;

		pretend_begin(&p, 1000 + (uint64_t)c);
		when =
		    p.length - 5 - (int)(pretend_chance(&p) * (p.length - 6));
		for (d = 0; d <= when; d++)
			pretend_day(&p, d, day_weekday(START + d));
		a = as_of(&p, when);
		for (; d < p.length; d++)
			pretend_day(&p, d, day_weekday(START + d));
		config = config_of(&p, stages);
		assert_int_equal(
		    forecast_make(&a, &config, any_day, &f, &err), 0);
		band = &by_band[band_of(p.length - 1 - when)];
		judge(&total, &f.total, outcome(&p, -1));
		judge(band, &f.total, outcome(&p, -1));
		expect_agreement(&f);
		for (i = 0; i < f.count; i++)
			judge(&teams, &f.lines[i].range,
			    outcome(&p,
				(int)strtol(
				    f.lines[i].line->organisation.ref + 1, NULL,
				    10)));
		forecast_free(&f);
		free_all(&a);
	}
	print_message("of all %.1f %% inside, %.1f points wide, %+.1f off; of "
		      "%d teams %.1f %%\n",
	    percent(&total), 100 * total.width / total.told,
	    100 * total.off / total.told, teams.told, percent(&teams));
	for (i = 0; i < BANDS; i++) {
		band = &by_band[i];
		print_message(
		    "up to %d days ahead: %.1f %% inside, %.1f points "
		    "wide, %+.1f off\n",
		    bands[i], percent(band), 100 * band->width / band->told,
		    100 * band->off / band->told);
		assert_in_range((int)percent(band), 70, 95);
	}
	assert_in_range((int)percent(&total), 75, 85);
	assert_in_range((int)percent(&teams), 75, 85);
	/* Those outside are not all on one side, nor does it tell nothing. */
	assert_true(
	    total.below > 10 && total.below < total.told - total.inside - 10);
	assert_true(fabs(total.off / total.told) < 0.05);
	assert_true(total.width / total.told < 0.25);
}

/* A campaign of the fixture's days, of which nothing is known but its start. */
static void
plain_campaign(struct adoption *a, struct adoption_point *days, size_t count)
{
	size_t i;

	*a = (struct adoption){.start_day = START,
	    .first_day = START,
	    .today = START + (int64_t)count - 1,
	    .deadline_day = START + 100,
	    .days = days,
	    .day_count = count,
	    .week_count = (count - 1) / 7 + 1};
	for (i = 0; i < count; i++)
		days[i] = (struct adoption_point){1000, 250, 0};
	a->total.population = 1000;
	a->total.states[STATE_ENROLLED] = 250;
	a->total.states[STATE_WAITING] = 750;
}

/* On the first day there is nothing to go by but the reference. */
static void
test_begins_as_the_reference(void **state)
{
	struct adoption_point days[1];
	struct config config = {
	    .send = {.weekdays = 0x1f}, .forecast = {.target = 95}};
	struct forecast f;
	struct adoption a;
	struct err err;
	size_t i;

	(void)state;
	plain_campaign(&a, days, 1);
	assert_int_equal(forecast_make(&a, &config, any_day, &f, &err), 0);
	assert_int_equal(f.day, START + 99);
	assert_int_equal(f.day_count, 99);
	assert_int_equal(f.plan_count, 101);
	assert_true(fabs(f.plan[0] - 0.25) < 0.001);
	assert_true(fabs(f.plan[86] - 0.72) < 0.001);
	assert_true(fabs(f.plan[100] - 1) < 0.001);
	for (i = 0; i < 90; i++)
		assert_true(fabs(f.days[i].expected - f.plan[i + 1]) < 0.01);
	assert_true(f.total.low < f.total.expected &&
	    f.total.expected < f.total.high && f.total.high <= 1);
	forecast_free(&f);
	/* Before its start nothing comes of it. */
	a.start_day = START + 30;
	assert_int_equal(forecast_make(&a, &config, any_day, &f, &err), 0);
	assert_true(fabs(f.days[29].expected - 0.25) < 0.0001);
	assert_true(fabs(f.plan[30] - 0.25) < 0.0001);
	assert_true(f.days[31].expected > 0.25 && f.plan[31] > 0.25);
	forecast_free(&f);
}

/* Nobody in nine weeks: it does not believe in a wonder any more. */
static void
test_ends_with_its_own_days(void **state)
{
	struct adoption_point days[90];
	struct config config = {
	    .send = {.weekdays = 0x1f}, .forecast = {.target = 95}};
	struct forecast f;
	struct adoption a;
	struct err err;

	(void)state;
	plain_campaign(&a, days, 90);
	assert_int_equal(forecast_make(&a, &config, any_day, &f, &err), 0);
	assert_true(f.total.expected < 0.30);
	forecast_free(&f);
}

/* Mail goes out on no day of the last fortnight. */
static int64_t
closed(const struct send *send, int64_t day)
{
	(void)send;
	return day > START + 86 && day < START + 100 ? START + 100 : day;
}

/*
 * One in a hundred each day but at weekends, when nobody does it: holidays to
 * come are as weekends were, and messages to a wave count by its people.
 */
static void
test_knows_the_days_to_come(void **state)
{
	struct adoption_point days[80];
	struct wave pilot = {
	    .name = "pilot", .start_day = START, .deadline_day = START + 100};
	struct adoption_wave waves[2] = {{.name = "pilot"}, {.name = ""}};
	struct stage stage = {.name = "stage",
	    .at = {ANCHOR_DEADLINE, -15},
	    .audiences = 1U << AUDIENCE_WORKER};
	struct config config = {.send = {.weekdays = 0x1f},
	    .campaign = {.start_day = START, .deadline_day = START + 300},
	    .forecast = {.target = 95}};
	double open, off, told[2];
	struct forecast f;
	struct adoption a;
	struct err err;
	size_t i;

	(void)state;
	plain_campaign(&a, days, 80);
	for (i = 1; i < 80; i++) {
		days[i] = days[i - 1];
		days[i].won = day_weekday(START + (int64_t)i) <= FRIDAY
		    ? (1000 - days[i].enrolled) / 100
		    : 0;
		days[i].enrolled += days[i].won;
	}
	assert_int_equal(forecast_make(&a, &config, any_day, &f, &err), 0);
	open = f.total.expected;
	forecast_free(&f);
	assert_int_equal(forecast_make(&a, &config, closed, &f, &err), 0);
	off = f.total.expected;
	forecast_free(&f);
	assert_true(off < open - 0.01);

	/* A message some days ago helped; another to few people would not. */
	a.dispatches =
	    &(struct adoption_dispatch){.day = START + 30, .sent = 900};
	a.dispatch_count = 1;
	for (i = 31; i < 33; i++)
		days[i].won *= 9;
	config.stages = &stage;
	config.stage_count = 1;
	config.waves = &pilot;
	config.wave_count = 1;
	a.waves = waves;
	a.wave_count = 2;
	a.total.population = 1000;
	for (i = 0; i < 2; i++) {
		waves[0].people.population = i == 0 ? 40 : 900;
		waves[1].people.population = i == 0 ? 960 : 100;
		assert_int_equal(
		    forecast_make(&a, &config, any_day, &f, &err), 0);
		told[i] = f.total.expected;
		forecast_free(&f);
	}
	assert_true(told[1] > told[0] + 0.005);
}

static void
test_percentages(void **state)
{
	(void)state;
	assert_int_equal(forecast_percent(0), 0);
	assert_int_equal(forecast_percent(0.615), 62);
	assert_int_equal(forecast_percent(0.9999), 99);
	assert_int_equal(forecast_percent(1), 100);
	assert_int_equal(forecast_tenths(0.8164), 816);
	assert_int_equal(forecast_tenths(0.99996), 999);
	assert_int_equal(forecast_tenths(1), 1000);
}

static void
test_reference_of_the_configuration(void **state)
{
	static const struct reference_point points[] = {
	    {{ANCHOR_START, 10}, 50},
	    {{ANCHOR_DEADLINE, -10}, 50},
	    {{ANCHOR_DEADLINE, 0}, 90},
	};
	struct config config = {.forecast = {points, 3, 95}};

	(void)state;
	assert_true(reference_left(&config, 0, 100, 0) == 1);
	assert_true(fabs(reference_left(&config, 0, 100, 50) - 1) < 1e-9);
	assert_true(fabs(reference_left(&config, 0, 100, 95) - 0.6) < 1e-9);
	assert_true(fabs(reference_left(&config, 0, 100, 100) - 0.2) < 1e-9);
	assert_true(fabs(reference_daily(&config, 0, 100, 91) - 0.08) < 1e-9);
	assert_true(reference_daily(&config, 0, 100, 100) <= REFERENCE_DAILY);
}

/* Of each institution the one thing to do; those at risk, most people first. */
static void
test_steps(void **state)
{
	static const struct {
		struct headcount people;
		enum advice next;
	} teams[] = {
	    {{.population = 40,
		 .states = {10, 5, 5, 0, 20},
		 .told = 30,
		 .unheard = 10},
		ADVICE_ARRIVAL},
	    {{.population = 39, .states = {0, 19, 0, 0, 20}, .admins = 1},
		ADVICE_ADMIN},
	    {{.population = 38, .states = {0, 9, 3, 6, 20}, .begun = 9},
		ADVICE_VISIT},
	    {{.population = 32, .states = {0, 12, 0, 0, 20}}, ADVICE_CALL},
	    {{.population = 30, .states = {0, 0, 0, 0, 30}}, ADVICE_NONE},
	    {{.population = 30, .states = {0, 5, 0, 0, 25}, .exempt = 5},
		ADVICE_EXEMPT},
	};
	struct adoption_line lines[6];
	struct adoption_point days[90], weeks[6][13];
	struct config config = {
	    .send = {.weekdays = 0x1f}, .forecast = {.target = 95}};
	struct forecast f;
	struct adoption a;
	struct err err;
	size_t i, k;

	(void)state;
	plain_campaign(&a, days, 90);
	a.total.states[STATE_INVITED] = a.total.states[STATE_WAITING];
	a.total.states[STATE_WAITING] = 0;
	a.organisations = lines;
	a.count = 6;
	for (i = 0; i < 6; i++) {
		for (k = 0; k < 13; k++)
			weeks[i][k] =
			    (struct adoption_point){teams[i].people.population,
				teams[i].people.states[STATE_ENROLLED], 0};
		lines[i] = (struct adoption_line){.people = teams[i].people,
		    .deadline_day = a.deadline_day,
		    .weeks = weeks[i]};
	}
	assert_int_equal(forecast_make(&a, &config, any_day, &f, &err), 0);
	assert_int_equal(f.count, 6);
	assert_int_equal(f.at_risk, 5);
	for (i = 0; i < 6; i++) {
		k = (size_t)(f.lines[i].line - lines);
		assert_int_equal(f.lines[i].next, teams[k].next);
		assert_int_equal(f.lines[i].at_risk, i < 5);
		if (i > 0 && i < 5)
			assert_true(
			    f.lines[i - 1].missing >= f.lines[i].missing);
	}
	/* Whoever is exempt does not do it, and is missing. */
	assert_int_equal(f.lines[4].missing, 5);
	forecast_free(&f);
	/* After the deadline, of one long ago too, there is nothing left. */
	for (i = 0; i < 6; i++)
		lines[i].deadline_day = a.today - 40 * (int64_t)(i % 2);
	a.deadline_day = a.today;
	assert_int_equal(forecast_make(&a, &config, any_day, &f, &err), 0);
	assert_int_equal(f.at_risk + f.day_count, 0);
	for (i = 0; i < 6; i++) {
		const struct headcount *people = &f.lines[i].line->people;
		double now = (double)people->states[STATE_ENROLLED] /
		    (double)people->population;

		assert_true(fabs(f.lines[i].range.low - now) < 1e-9);
		assert_true(fabs(f.lines[i].range.expected - now) < 1e-9);
		assert_true(fabs(f.lines[i].range.high - now) < 1e-9);
	}
	assert_true(fabs(f.total.expected - 0.25) < 1e-9);
	forecast_free(&f);
	/* Before the first day of the curve even, and so without a plan. */
	a.deadline_day = a.first_day - 1;
	assert_int_equal(forecast_make(&a, &config, any_day, &f, &err), 0);
	assert_int_equal(f.plan_count, 0);
	forecast_free(&f);
}

/* The campaign of the fixture with one organisation, of so many people. */
static struct forecast
told_of(struct adoption *a, const struct config *config,
    struct adoption_line *line, int64_t population, int64_t enrolled)
{
	struct forecast f;
	struct err err;

	line->people = (struct headcount){.population = population,
	    .states = {[STATE_INVITED] = population - enrolled,
		[STATE_ENROLLED] = enrolled},
	    .told = population};
	a->total = line->people;
	a->organisations = line;
	a->count = 1;
	assert_int_equal(forecast_make(a, config, any_day, &f, &err), 0);
	return f;
}

static void
expect_range(
    const struct range *range, double low, double expected, double high)
{
	assert_true(fabs(range->low - low) < 1e-9);
	assert_true(fabs(range->expected - expected) < 1e-9);
	assert_true(fabs(range->high - high) < 1e-9);
}

/* One person, everybody, nobody; other days than the campaign's. */
static void
test_edges(void **state)
{
	struct adoption_point days[80], weeks[12] = {{0}};
	struct config config = {
	    .send = {.weekdays = 0x7f}, .forecast = {.target = 95}};
	struct adoption_line line = {.weeks = weeks};
	double before;
	struct forecast f;
	struct adoption a;
	size_t i;

	(void)state;
	plain_campaign(&a, days, 80);
	for (i = 1; i < 80; i++) {
		days[i] = days[i - 1];
		days[i].won = 7;
		days[i].enrolled += 7;
	}
	line.deadline_day = a.deadline_day;
	/* One person does it, or does not. */
	f = told_of(&a, &config, &line, 1, 0);
	expect_range(&f.lines[0].range, 0, f.lines[0].range.expected, 1);
	assert_true(
	    f.lines[0].range.expected > 0.1 && f.lines[0].range.expected < 0.9);
	forecast_free(&f);
	f = told_of(&a, &config, &line, 1, 1);
	expect_range(&f.lines[0].range, 1, 1, 1);
	assert_false(f.lines[0].at_risk);
	forecast_free(&f);
	/* Of nobody there is nothing to tell. */
	f = told_of(&a, &config, &line, 0, 0);
	expect_range(&f.lines[0].range, 0, 0, 0);
	assert_int_equal(f.at_risk, 0);
	forecast_free(&f);
	/* Who has a week more comes a bit further, and not by a rush. */
	f = told_of(&a, &config, &line, 1000, 500);
	before = f.lines[0].range.expected;
	forecast_free(&f);
	line.deadline_day += 7;
	f = told_of(&a, &config, &line, 1000, 500);
	assert_true(f.lines[0].range.expected > before + 0.005);
	assert_true(f.lines[0].range.expected < before + 0.1);
	forecast_free(&f);
	/* Had everybody a week more, the rush would come a week later. */
	a.deadline_day += 7;
	f = told_of(&a, &config, &line, 1000, 500);
	assert_int_equal(f.day_count, 27);
	assert_true(f.total.expected > before + 0.005);
	forecast_free(&f);
	/* In the morning of the last day the day itself is not told of. */
	a.deadline_day = line.deadline_day = a.today + 1;
	f = told_of(&a, &config, &line, 1000, 500);
	assert_int_equal(f.day_count, 0);
	expect_range(&f.total, 0.5, 0.5, 0.5);
	assert_true(f.lines[0].at_risk);
	assert_int_equal(f.lines[0].missing, 500);
	forecast_free(&f);
	/* All are there, and nothing can come. */
	a.deadline_day = line.deadline_day = a.today + 20;
	f = told_of(&a, &config, &line, 1000, 1000);
	expect_range(&f.total, 1, 1, 1);
	expect_range(&f.lines[0].range, 1, 1, 1);
	assert_int_equal(f.at_risk, 0);
	forecast_free(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_begins_as_the_reference),
	    cmocka_unit_test(test_ends_with_its_own_days),
	    cmocka_unit_test(test_reference_of_the_configuration),
	    cmocka_unit_test(test_knows_the_days_to_come),
	    cmocka_unit_test(test_percentages),
	    cmocka_unit_test(test_steps),
	    cmocka_unit_test(test_edges),
	    cmocka_unit_test(test_range_holds_eight_of_ten),
	};

	return cmocka_run_group_tests_name("forecast", tests, NULL, NULL);
}
