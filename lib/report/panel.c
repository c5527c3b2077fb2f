#include <stdio.h>

#include "base/text.h"
#include "report/chart.h"
#include "report/panel.h"
#include "store/outreach.h"

#define NEXT 10  /* institutions that a meeting can speak about */
#define CARDS 60 /* that are drawn */

void
panel_begin(const struct panel *p, const char *key, const char *class)
{
	buf_format(p->out,
	    "<section class=\"%s\" aria-labelledby=\"h-%s\">\n"
	    "<h2 id=\"h-%s\">",
	    class, class, class);
	wording_add(p->wording, key, p->out);
	buf_text(p->out, "</h2>\n");
}

void
panel_end(const struct panel *p)
{
	buf_text(p->out, "</section>\n");
}

/* The head of a table: keys of its columns, the first one of texts. */
static void
begin_table(const struct panel *p, const char *const *keys, size_t count)
{
	size_t i;

	buf_text(p->out,
	    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
	    "aria-label=\"");
	wording_add(p->wording, keys[0], p->out);
	buf_text(p->out, "\"><table>\n<thead><tr>");
	for (i = 0; i < count; i++) {
		buf_text(p->out, "<th scope=\"col\">");
		wording_add(p->wording, keys[i], p->out);
		buf_text(p->out, "</th>");
	}
	buf_text(p->out, "</tr></thead>\n<tbody>\n");
}

static void
end_table(const struct panel *p)
{
	buf_text(p->out, "</tbody>\n</table></div>\n");
}

static void
add_cell(const struct panel *p, const char *html)
{
	buf_format(p->out, "<td>%s</td>", html);
}

static void
add_number(const struct panel *p, int64_t number)
{
	char text[WORDING_SIZE];

	add_cell(p, wording_number(p->wording, number, text));
}

static void
begin_row(const struct panel *p, const char *name)
{
	buf_text(p->out, "<tr><th scope=\"row\">");
	wording_text(name, p->out);
	buf_text(p->out, "</th>");
}

static int64_t
left_of(const struct headcount *people)
{
	return people->population - people->states[STATE_ENROLLED];
}

static void
add_step(const struct panel *p, enum forecast_step step)
{
	char key[64];

	snprintf(key, sizeof(key), "report.step.%s", forecast_step_name(step));
	wording_add(p->wording, key, p->out);
}

void
panel_next(const struct panel *p)
{
	static const char *const keys[] = {"report.team", "report.left",
	    "report.percent", "report.expected", "report.next"};
	const struct forecast *f = &p->report->forecast;
	const struct forecast_line *line;
	char text[WORDING_SIZE];
	size_t i;

	if (f->at_risk == 0)
		return;
	panel_begin(p, "report.next.title", "next");
	begin_table(p, keys, sizeof(keys) / sizeof(keys[0]));
	for (i = 0; i < f->at_risk && i < NEXT; i++) {
		line = &f->lines[i];
		begin_row(p, line->line->organisation.name);
		add_number(p, left_of(&line->line->people));
		add_cell(p,
		    wording_tenths(p->wording,
			headcount_tenths(&line->line->people), text));
		add_cell(p, wording_percent(line->range.expected, text));
		buf_text(p->out, "<td class=\"words\">");
		add_step(p, line->step);
		buf_text(p->out, "</td></tr>\n");
	}
	end_table(p);
	if (f->at_risk > NEXT) {
		buf_text(p->out, "<p class=\"quiet\">");
		wording_fill(p->wording, "report.next.more",
		    wording_number(
			p->wording, (int64_t)(f->at_risk - NEXT), text),
		    NULL, NULL, p->out);
		buf_text(p->out, "</p>\n");
	}
	panel_end(p);
}

/* A step of the funnel: a bar, how many, which part of all. */
static void
add_bar(const struct panel *p, const char *key, int64_t people, int64_t of,
    const char *class)
{
	char number[WORDING_SIZE], percent[WORDING_SIZE];

	buf_format(p->out, "<tr class=\"%s\"><th scope=\"row\">", class);
	wording_add(p->wording, key, p->out);
	buf_format(p->out,
	    "</th><td class=\"bar\"><svg viewBox=\"0 0 100 10\""
	    " preserveAspectRatio=\"none\" aria-hidden=\"true\">"
	    "<rect class=\"rest\" width=\"100\" height=\"10\"/>"
	    "<rect class=\"part\" width=\"%.1f\" height=\"10\"/></svg></td>"
	    "<td>%s</td><td>%s</td></tr>\n",
	    of == 0 ? 0.0 : 100.0 * (double)people / (double)of,
	    wording_number(p->wording, people, number),
	    wording_tenths(p->wording, headcount_part(people, of), percent));
}

/* What is beside the states, if there is anything. */
static void
add_besides(const struct panel *p)
{
	const struct headcount *t = &p->report->adoption.total;
	const struct {
		const char *key;
		int64_t people;
	} besides[] = {
	    {"report.exempt", t->exempt},
	    {"report.snoozed", t->snoozed},
	    {"report.unreachable", t->unreachable},
	    {"report.locked", t->locked},
	    {"report.gone", t->left},
	};
	char text[WORDING_SIZE];
	size_t i;

	buf_text(p->out, "<dl class=\"besides\">");
	for (i = 0; i < sizeof(besides) / sizeof(besides[0]); i++) {
		buf_text(p->out, "<div><dt>");
		wording_add(p->wording, besides[i].key, p->out);
		buf_format(p->out, "</dt><dd>%s</dd></div>",
		    wording_number(p->wording, besides[i].people, text));
	}
	buf_text(p->out, "</dl>\n");
}

void
panel_funnel(const struct panel *p)
{
	static const struct {
		const char *key;
		enum person_state state;
	} steps[] = {
	    {"report.funnel.invited", STATE_INVITED},
	    {"report.funnel.opened", STATE_OPENED},
	    {"report.funnel.started", STATE_STARTED},
	    {"report.funnel.enrolled", STATE_ENROLLED},
	};
	static const char *const keys[] = {"report.funnel.step",
	    "report.funnel.bar", "report.people", "report.percent"};
	const struct headcount *t = &p->report->adoption.total;
	size_t i;

	panel_begin(p, "report.funnel", "funnel");
	begin_table(p, keys, sizeof(keys) / sizeof(keys[0]));
	add_bar(p, "report.funnel.listed", t->population, t->population, "");
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		add_bar(p, steps[i].key, headcount_reached(t, steps[i].state),
		    t->population,
		    steps[i].state == STATE_ENROLLED ? "done" : "");
	end_table(p);
	add_besides(p);
	panel_end(p);
}

static void
add_card(const struct panel *p, const struct forecast_line *f)
{
	const struct headcount *people = &f->line->people;
	char now[WORDING_SIZE], left[WORDING_SIZE], then[WORDING_SIZE];

	buf_format(p->out, "<li class=\"%s\"><h3>",
	    f->at_risk                 ? "risk"
		: left_of(people) == 0 ? "done"
				       : "well");
	wording_text(f->line->organisation.name, p->out);
	buf_format(p->out, "</h3><p class=\"share\">%s</p>",
	    wording_tenths(p->wording, headcount_tenths(people), now));
	chart_spark(p->report, f, p->out);
	buf_text(p->out, "<p class=\"quiet\">");
	if (left_of(people) == 0)
		wording_add(p->wording, "report.card.done", p->out);
	else
		wording_fill(p->wording, "report.card",
		    wording_number(p->wording, left_of(people), left),
		    wording_percent(f->range.expected, then), NULL, p->out);
	buf_text(p->out, "</p></li>\n");
}

static void
add_row(const struct panel *p, const struct forecast_line *f)
{
	const struct headcount *people = &f->line->people;
	char text[WORDING_SIZE];

	begin_row(p, f->line->organisation.name);
	add_number(p, people->population);
	add_number(p, people->states[STATE_ENROLLED]);
	add_number(p, left_of(people));
	add_cell(p, wording_tenths(p->wording, headcount_tenths(people), text));
	add_cell(p, wording_percent(f->range.expected, text));
	buf_text(p->out, "</tr>\n");
}

/* All of them as a table, folded away: the drawings say it in figures. */
static void
add_all(const struct panel *p)
{
	static const char *const keys[] = {"report.team", "report.people",
	    "report.enrolled", "report.left", "report.percent",
	    "report.expected"};
	const struct forecast *f = &p->report->forecast;
	size_t i;

	buf_text(p->out, "<details><summary>");
	wording_add(p->wording, "report.teams.all", p->out);
	buf_text(p->out, "</summary>\n");
	begin_table(p, keys, sizeof(keys) / sizeof(keys[0]));
	for (i = 0; i < f->count; i++)
		add_row(p, &f->lines[i]);
	end_table(p);
	buf_text(p->out, "</details>\n");
}

void
panel_teams(const struct panel *p)
{
	const struct forecast *f = &p->report->forecast;
	char text[WORDING_SIZE];
	size_t i;

	if (f->count == 0)
		return;
	panel_begin(p, "report.teams", "teams");
	buf_text(p->out, "<ul class=\"cards\">\n");
	for (i = 0; i < f->count && i < CARDS; i++)
		add_card(p, &f->lines[i]);
	buf_text(p->out, "</ul>\n");
	if (f->count > CARDS) {
		buf_text(p->out, "<p class=\"quiet\">");
		wording_fill(p->wording, "report.teams.more",
		    wording_number(
			p->wording, (int64_t)(f->count - CARDS), text),
		    NULL, NULL, p->out);
		buf_text(p->out, "</p>\n");
	}
	add_all(p);
	panel_end(p);
}

static void
add_channel(const struct panel *p, const char *channel)
{
	char key[LABEL_MAX + 16];

	snprintf(key, sizeof(key), "channel.%s", channel);
	buf_text(p->out, "<td class=\"words\">");
	wording_text(wording_or(p->wording, key, channel), p->out);
	buf_text(p->out, "</td>");
}

void
panel_stages(const struct panel *p)
{
	static const char *const keys[] = {"report.stage", "report.channel",
	    "report.sent", "report.bounced", "report.failed",
	    "report.followed"};
	const struct adoption *a = &p->report->adoption;
	const struct adoption_stage *s;
	char text[WORDING_SIZE];
	size_t i;

	if (a->stage_count == 0)
		return;
	panel_begin(p, "report.stages", "stages");
	begin_table(p, keys, sizeof(keys) / sizeof(keys[0]));
	for (i = 0; i < a->stage_count; i++) {
		s = &a->stages[i];
		begin_row(p, chart_stage(p->wording, s->name));
		add_channel(p, s->channel);
		add_number(p, s->sent);
		add_number(p, s->bounced);
		add_number(p, s->failed);
		add_cell(p,
		    s->settled > 0 && s->followed > 0
			? wording_tenths(p->wording,
			      headcount_part(s->settled_followed, s->settled),
			      text)
			: "\u2013");
		buf_text(p->out, "</tr>\n");
	}
	end_table(p);
	panel_end(p);
}

static void
add_shares(const struct panel *p, const char *const keys[2],
    const struct adoption_share *shares, size_t count, const char *none)
{
	char name[2 * LABEL_MAX + WORDING_SIZE], key[LABEL_MAX + 16];
	size_t i;

	begin_table(p, keys, 2);
	for (i = 0; i < count; i++) {
		snprintf(key, sizeof(key), "channel.%s", shares[i].channel);
		if (shares[i].name[0] == '\0')
			snprintf(name, sizeof(name), "%.90s",
			    p->wording->word(p->wording->source, none));
		else if (shares[i].channel[0] == '\0')
			snprintf(name, sizeof(name), "%s", shares[i].name);
		else
			snprintf(name, sizeof(name), "%.60s, %.40s",
			    chart_stage(p->wording, shares[i].name),
			    wording_or(p->wording, key, shares[i].channel));
		begin_row(p, name);
		add_number(p, shares[i].people);
		buf_text(p->out, "</tr>\n");
	}
	end_table(p);
}

static void
add_calls(const struct panel *p)
{
	static const char *const keys[] = {"report.calls", "report.count"};
	const struct adoption *a = &p->report->adoption;
	int64_t all = 0;
	char key[64];
	int i;

	for (i = 0; i < ADOPTION_CALLS; i++)
		all += a->calls[i];
	if (all == 0)
		return;
	begin_table(p, keys, 2);
	for (i = 0; i < ADOPTION_CALLS; i++) {
		if (a->calls[i] == 0)
			continue;
		snprintf(key, sizeof(key), "report.call.%s",
		    adoption_call_name((enum adoption_call)i));
		begin_row(p, p->wording->word(p->wording->source, key));
		add_number(p, a->calls[i]);
		buf_text(p->out, "</tr>\n");
	}
	end_table(p);
}

void
panel_ways(const struct panel *p)
{
	static const char *const methods[] = {
	    "report.method.of", "report.people"};
	static const char *const led[] = {"report.led", "report.people"};
	const struct adoption *a = &p->report->adoption;
	char half[WORDING_SIZE], most[WORDING_SIZE];

	panel_begin(p, "report.ways", "ways");
	if (a->timed > 0) {
		buf_text(p->out, "<p>");
		wording_fill(p->wording, "report.time",
		    wording_number(
			p->wording, (a->median_hours + 23) / 24, half),
		    wording_number(p->wording, (a->slow_hours + 23) / 24, most),
		    NULL, p->out);
		buf_text(p->out, "</p>\n");
	}
	buf_text(p->out, "<div class=\"columns\">\n");
	add_shares(
	    p, methods, a->methods, a->method_count, "report.method.other");
	add_shares(p, led, a->led, a->led_count, "report.led.none");
	add_calls(p);
	buf_text(p->out, "</div>\n");
	panel_end(p);
}
