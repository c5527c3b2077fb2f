#include "base/day.h"
#include "base/text.h"
#include "report/ink.h"
#include "report/plot.h"
#include "report/table.h"

#define NAME_WIDTH 28
#define STAGE_WIDTH 25
#define HEAD_WIDTH (INK_COLUMNS - 2)
#define TOTAL_BAR 50
#define LINE_BAR 10

struct table {
	const struct report *report;
	struct ink ink;
};

static void
add_headline(const struct table *t)
{
	const struct adoption *a = &t->report->adoption;
	const struct campaign *campaign = &t->report->config->campaign;
	char today[DAY_TEXT_SIZE], deadline[DAY_TEXT_SIZE];
	int64_t left = a->days_left;

	day_text(a->today, today);
	day_text(a->deadline_day, deadline);
	ink_colour(&t->ink, INK_STRONG);
	ink_cut(&t->ink, campaign->product, HEAD_WIDTH / 2 - 1, false);
	buf_text(t->ink.out, "  ");
	ink_cut(&t->ink, campaign->name, HEAD_WIDTH / 2 - 1, false);
	ink_colour(&t->ink, INK_PLAIN);
	buf_format(t->ink.out, "\n%s", today);
	if (left > 0)
		buf_format(t->ink.out, ", %lld %s to the deadline of %s\n\n",
		    (long long)left, left == 1 ? "day" : "days", deadline);
	else if (left == 0)
		buf_text(t->ink.out, ", the day of the deadline\n\n");
	else
		buf_format(
		    t->ink.out, ", the deadline was on %s\n\n", deadline);
}

/* What is foreseen; on the last day, for whom that is too late. */
static void
add_forecast(const struct table *t)
{
	const struct forecast *f = &t->report->forecast;
	char day[DAY_TEXT_SIZE];

	if (f->day_count > 0) {
		day_text(f->day, day);
		buf_format(t->ink.out,
		    "at the end of %s it will be %d %%; in 8 of 10 cases from "
		    "%d to %d %%\n",
		    day, forecast_percent(f->total.expected),
		    forecast_percent(f->total.low),
		    forecast_percent(f->total.high));
	}
	if (f->at_risk == 0)
		return;
	ink_colour(&t->ink, INK_ALARM);
	buf_format(t->ink.out,
	    "%zu of %zu organisations will probably stay below %lld %%\n",
	    f->at_risk, f->count, (long long)f->target);
	ink_colour(&t->ink, INK_PLAIN);
}

static void
add_total(const struct table *t)
{
	const struct headcount *total = &t->report->adoption.total;
	const struct {
		const char *name;
		int64_t people;
		const char *what;
	} besides[] = {
	    {"exempt", total->exempt, "among them; nothing is asked today"},
	    {"snoozed", total->snoozed, "among them; promised a later day"},
	    {"unreachable", total->unreachable,
		"among them; the mailbox is gone"},
	    {"locked", total->locked,
		"enrolled, but blocked after wrong codes"},
	    {"left", total->left, "not counted; no longer on the list"},
	};
	struct buf *out = t->ink.out;
	size_t i;
	int state;

	buf_format(out, "%lld of %lld people are enrolled\n",
	    (long long)total->states[STATE_ENROLLED],
	    (long long)total->population);
	ink_colour(&t->ink, INK_GOOD);
	ink_bar(&t->ink, total, TOTAL_BAR);
	ink_colour(&t->ink, INK_PLAIN);
	buf_char(out, ' ');
	ink_tenths(&t->ink, headcount_tenths(total));
	buf_text(out, "\n");
	add_forecast(t);
	buf_text(out, "\n");
	for (state = 0; state < STATES; state++)
		buf_format(out, "  %-11s %9lld\n",
		    model_state((enum person_state)state),
		    (long long)total->states[state]);
	for (i = 0; i < sizeof(besides) / sizeof(besides[0]); i++) {
		if (besides[i].people == 0)
			continue;
		ink_colour(&t->ink, INK_FAINT);
		buf_format(out, "  %-11s %9lld  %s\n", besides[i].name,
		    (long long)besides[i].people, besides[i].what);
		ink_colour(&t->ink, INK_PLAIN);
	}
}

static void
add_curve(const struct table *t)
{
	if (t->report->adoption.day_count < 2)
		return;
	buf_char(t->ink.out, '\n');
	plot_curve(t->report, INK_COLUMNS, t->ink.out);
}

/* How many enrolled after it, as the last message before. */
static int64_t
led_by(const struct adoption *a, const struct adoption_stage *stage)
{
	size_t i;

	for (i = 0; i < a->led_count; i++) {
		if (text_same(a->led[i].name, stage->name) &&
		    text_same(a->led[i].channel, stage->channel))
			return a->led[i].people;
	}
	return 0;
}

/* By stage and channel what went out and what came of it. */
static void
add_stages(const struct table *t)
{
	const struct adoption *a = &t->report->adoption;
	const struct adoption_stage *s;
	size_t i;

	if (a->stage_count == 0)
		return;
	buf_format(t->ink.out, "\n%-*s %-6s %7s %8s %7s %8s  followed\n",
	    STAGE_WIDTH, "messages of stage", "by", "sent", "bounced", "failed",
	    "led");
	for (i = 0; i < a->stage_count; i++) {
		s = &a->stages[i];
		if (s->sent + s->failed == 0)
			continue;
		ink_cut(&t->ink, s->name, STAGE_WIDTH, true);
		buf_format(t->ink.out, " %-6s %7lld %8lld %7lld %8lld",
		    s->channel, (long long)s->sent, (long long)s->bounced,
		    (long long)s->failed, (long long)led_by(a, s));
		if (s->settled > 0 && s->followed > 0)
			ink_tenths(&t->ink,
			    headcount_part(s->settled_followed, s->settled));
		buf_char(t->ink.out, '\n');
	}
}

/* How long people took. */
static void
add_time(const struct table *t)
{
	int64_t half = report_days(t->report->adoption.median_hours);
	int64_t most = report_days(t->report->adoption.slow_hours);

	buf_format(t->ink.out,
	    "\nhalf of those who were invited enrolled within %lld %s, nine "
	    "in ten in %lld\n",
	    (long long)half, half == 1 ? "day" : "days", (long long)most);
}

/* What people used, what led to it, how long it took. */
static void
add_ways(const struct table *t)
{
	const struct adoption *a = &t->report->adoption;
	size_t i;
	int64_t calls = 0;

	if (a->timed > 0)
		add_time(t);
	for (i = 0; i < a->method_count; i++)
		buf_format(t->ink.out, "%s%lld by %s",
		    i == 0 ? "enrolled: " : ", ",
		    (long long)a->methods[i].people,
		    a->methods[i].name[0] == '\0' ? "other"
						  : a->methods[i].name);
	if (a->method_count > 0)
		buf_char(t->ink.out, '\n');
	for (i = 0; i < ADOPTION_CALLS; i++) {
		if (a->calls[i] > 0)
			buf_format(t->ink.out, "%s%lld %s",
			    calls == 0 ? "calls: " : ", ",
			    (long long)a->calls[i],
			    adoption_call_name((enum adoption_call)i));
		calls += a->calls[i];
	}
	if (calls > 0)
		buf_char(t->ink.out, '\n');
}

/* The figures of some people, behind their name. */
static void
add_figures(const struct table *t, const struct headcount *people)
{
	buf_format(t->ink.out, " %7lld %8lld ", (long long)people->population,
	    (long long)people->states[STATE_ENROLLED]);
	ink_tenths(&t->ink, headcount_tenths(people));
	buf_char(t->ink.out, ' ');
	ink_bar(&t->ink, people, LINE_BAR);
}

static void
add_heading(const struct table *t, const char *name, const char *last)
{
	buf_format(t->ink.out, "\n%-*s %7s %8s  percent%s%s\n", NAME_WIDTH,
	    name, "people", "enrolled", last[0] == '\0' ? "" : "            ",
	    last);
}

static void
add_group(
    const struct table *t, const char *name, const struct headcount *people)
{
	if (people->population == 0)
		return;
	ink_cut(&t->ink, name, NAME_WIDTH, true);
	add_figures(t, people);
	buf_char(t->ink.out, '\n');
}

/* By audience and, where there are any, by wave. */
static void
add_groups(const struct table *t)
{
	const struct adoption *a = &t->report->adoption;
	const char *name;
	size_t i;

	if (a->total.population == 0)
		return;
	add_heading(t, "audience, wave", "");
	for (i = 0; i < AUDIENCES; i++)
		add_group(
		    t, model_audience((enum audience)i), &a->audiences[i]);
	for (i = 0; a->wave_count > 1 && i < a->wave_count; i++) {
		name = a->waves[i].name;
		add_group(t, name[0] == '\0' ? "without a wave" : name,
		    &a->waves[i].people);
	}
}

static void
add_line(const struct table *t, const struct forecast_line *foreseen)
{
	const struct adoption_line *line = foreseen->line;

	ink_colour(&t->ink, foreseen->at_risk ? INK_ALARM : "");
	ink_cut(&t->ink, line->organisation.name, NAME_WIDTH, true);
	ink_colour(&t->ink, foreseen->at_risk ? INK_PLAIN : "");
	add_figures(t, &line->people);
	if (foreseen->at_risk)
		buf_format(t->ink.out, " %s", advice_name(foreseen->next));
	buf_char(t->ink.out, '\n');
}

int
table_report(
    const struct report *report, bool colour, struct buf *out, struct err *err)
{
	const struct table t = {report, {out, colour}};
	const struct forecast *f = &report->forecast;
	size_t i;

	add_headline(&t);
	add_total(&t);
	add_curve(&t);
	add_ways(&t);
	add_stages(&t);
	add_groups(&t);
	if (f->count > 0)
		add_heading(&t, "organisation", f->at_risk > 0 ? "next" : "");
	for (i = 0; i < f->count; i++)
		add_line(&t, &f->lines[i]);
	return report_fits(out, err);
}
