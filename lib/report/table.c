#include "base/day.h"
#include "base/text.h"
#include "report/plot.h"
#include "report/table.h"

#define NAME_WIDTH 28
#define HEAD_WIDTH (TABLE_COLUMNS - 2)
#define TOTAL_BAR 50
#define LINE_BAR 10
#define EIGHTHS 8        /* steps within a block character */
#define CHARACTER_SIZE 4 /* bytes of the longest in UTF-8 */

/* Adds a text cut to "width" columns, and blanks up to there when "pad". */
static void
add_cut(struct buf *out, const char *text, size_t width, bool pad)
{
	char shown[TABLE_COLUMNS * CHARACTER_SIZE + CHARACTER_SIZE * 2];
	size_t max = width;

	/* The ellipsis comes on top, and a control character takes four. */
	do {
		text_show(text, max, shown, sizeof(shown));
	} while (text_length(shown) > width && max-- > 0);
	buf_text(out, shown);
	for (width -= text_length(shown); pad && width > 0; width--)
		buf_char(out, ' ');
}

/* A bar of "width" blocks, the last of them in eighths. */
static void
add_bar(struct buf *out, const struct headcount *people, int width)
{
	static const char *const parts[EIGHTHS + 1] = {"\u2591", "\u258f",
	    "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589",
	    "\u2588"};
	int eighths = headcount_tenths(people) * width * EIGHTHS / 1000;
	int i, part;

	for (i = 0; i < width; i++) {
		part = eighths - i * EIGHTHS;
		if (part > EIGHTHS)
			part = EIGHTHS;
		buf_text(out, parts[part > 0 ? part : 0]);
	}
}

static void
add_tenths(struct buf *out, int tenths)
{
	buf_format(out, "%5d.%d %%", tenths / 10, tenths % 10);
}

/* Colours of ANSI, by what they say. */
#define STRONG "\033[1m"
#define FAINT "\033[2m"
#define ALARM "\033[31m"
#define GOOD "\033[32m"
#define PLAIN "\033[0m"

struct table {
	const struct report *report;
	struct buf *out;
	bool colour;
};

static void
add_colour(const struct table *t, const char *colour)
{
	if (t->colour)
		buf_text(t->out, colour);
}

static void
add_headline(const struct table *t)
{
	const struct adoption *a = &t->report->adoption;
	const struct campaign *campaign = &t->report->config->campaign;
	char today[DAY_TEXT_SIZE], deadline[DAY_TEXT_SIZE];
	int64_t left = a->days_left;

	day_text(a->today, today);
	day_text(a->deadline_day, deadline);
	add_colour(t, STRONG);
	add_cut(t->out, campaign->product, HEAD_WIDTH / 2 - 1, false);
	buf_text(t->out, "  ");
	add_cut(t->out, campaign->name, HEAD_WIDTH / 2 - 1, false);
	add_colour(t, PLAIN);
	buf_format(t->out, "\n%s", today);
	if (left > 0)
		buf_format(t->out, ", %lld %s to the deadline of %s\n\n",
		    (long long)left, left == 1 ? "day" : "days", deadline);
	else if (left == 0)
		buf_text(t->out, ", the day of the deadline\n\n");
	else
		buf_format(t->out, ", the deadline was on %s\n\n", deadline);
}

/* What is foreseen, while there are days to come. */
static void
add_forecast(const struct table *t)
{
	const struct forecast *f = &t->report->forecast;
	char day[DAY_TEXT_SIZE];

	if (f->day_count == 0)
		return;
	day_text(f->day, day);
	buf_format(t->out,
	    "at the end of %s it will be %d %%; in 8 of 10 cases from %d to %d "
	    "%%\n",
	    day, forecast_percent(f->total.expected),
	    forecast_percent(f->total.low), forecast_percent(f->total.high));
	if (f->at_risk == 0)
		return;
	add_colour(t, ALARM);
	buf_format(t->out,
	    "%zu of %zu organisations will probably stay below "
	    "%lld %%\n",
	    f->at_risk, f->count, (long long)f->target);
	add_colour(t, PLAIN);
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
	struct buf *out = t->out;
	size_t i;
	int state;

	buf_format(out, "%lld of %lld people are enrolled\n",
	    (long long)total->states[STATE_ENROLLED],
	    (long long)total->population);
	add_colour(t, GOOD);
	add_bar(out, total, TOTAL_BAR);
	add_colour(t, PLAIN);
	buf_char(out, ' ');
	add_tenths(out, headcount_tenths(total));
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
		add_colour(t, FAINT);
		buf_format(out, "  %-11s %9lld  %s\n", besides[i].name,
		    (long long)besides[i].people, besides[i].what);
		add_colour(t, PLAIN);
	}
}

static void
add_curve(const struct table *t)
{
	if (t->report->adoption.day_count < 2)
		return;
	buf_char(t->out, '\n');
	plot_curve(t->report, TABLE_COLUMNS, t->out);
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
	buf_format(t->out, "\n%-*s %-6s %8s %8s %8s  followed\n", NAME_WIDTH,
	    "messages of stage", "by", "sent", "bounced", "failed");
	for (i = 0; i < a->stage_count; i++) {
		s = &a->stages[i];
		add_cut(t->out, s->name, NAME_WIDTH, true);
		buf_format(t->out, " %-6s %8lld %8lld %8lld", s->channel,
		    (long long)s->sent, (long long)s->bounced,
		    (long long)s->failed);
		if (s->settled > 0 && s->followed > 0)
			add_tenths(t->out,
			    headcount_part(s->settled_followed, s->settled));
		buf_char(t->out, '\n');
	}
}

/* What people used, what led to it, how long it took. */
static void
add_ways(const struct table *t)
{
	const struct adoption *a = &t->report->adoption;
	size_t i;
	int64_t calls = 0;

	if (a->timed > 0)
		buf_format(t->out,
		    "\nhalf of those who were invited enrolled within %lld "
		    "days, nine in ten in %lld\n",
		    (long long)(a->median_hours + 23) / 24,
		    (long long)(a->slow_hours + 23) / 24);
	for (i = 0; i < a->method_count; i++)
		buf_format(t->out, "%s%lld by %s", i == 0 ? "enrolled: " : ", ",
		    (long long)a->methods[i].people,
		    a->methods[i].name[0] == '\0' ? "other"
						  : a->methods[i].name);
	if (a->method_count > 0)
		buf_char(t->out, '\n');
	for (i = 0; i < ADOPTION_CALLS; i++) {
		if (a->calls[i] > 0)
			buf_format(t->out, "%s%lld %s",
			    calls == 0 ? "calls: " : ", ",
			    (long long)a->calls[i],
			    adoption_call_name((enum adoption_call)i));
		calls += a->calls[i];
	}
	if (calls > 0)
		buf_char(t->out, '\n');
}

static void
add_line(const struct table *t, const struct forecast_line *foreseen)
{
	const struct adoption_line *line = foreseen->line;

	add_colour(t, foreseen->at_risk ? ALARM : "");
	add_cut(t->out, line->organisation.name, NAME_WIDTH, true);
	add_colour(t, foreseen->at_risk ? PLAIN : "");
	buf_format(t->out, " %7lld %8lld", (long long)line->people.population,
	    (long long)line->people.states[STATE_ENROLLED]);
	buf_char(t->out, ' ');
	add_tenths(t->out, headcount_tenths(&line->people));
	buf_char(t->out, ' ');
	add_bar(t->out, &line->people, LINE_BAR);
	if (foreseen->at_risk)
		buf_format(t->out, " %s", advice_name(foreseen->next));
	buf_char(t->out, '\n');
}

int
table_report(
    const struct report *report, bool colour, struct buf *out, struct err *err)
{
	const struct table t = {report, out, colour};
	const struct forecast *f = &report->forecast;
	size_t i;

	add_headline(&t);
	add_total(&t);
	add_curve(&t);
	add_ways(&t);
	add_stages(&t);
	if (f->count > 0)
		buf_format(out, "\n%-*s %7s %8s  percent            %s\n",
		    NAME_WIDTH, "organisation", "people", "enrolled",
		    f->at_risk > 0 ? "next" : "");
	for (i = 0; i < f->count; i++)
		add_line(&t, &f->lines[i]);
	return report_fits(out, err);
}
