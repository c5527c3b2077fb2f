#include <stdio.h>

#include "report/chart.h"
#include "report/grid.h"
#include "report/groups.h"
#include "report/teams.h"

#define NEXT 10  /* institutions that a meeting can speak about */
#define CARDS 60 /* that are drawn */

static void
add_advice(const struct panel *p, enum advice advice)
{
	char key[64];

	snprintf(key, sizeof(key), "advice.%s", advice_name(advice));
	wording_add(p->wording, key, p->out);
}

void
teams_next(const struct panel *p)
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
	grid_begin(p, keys, sizeof(keys) / sizeof(keys[0]));
	for (i = 0; i < f->at_risk && i < NEXT; i++) {
		line = &f->lines[i];
		grid_row(p, line->line->organisation.name);
		grid_number(p, headcount_left(&line->line->people));
		grid_cell(p,
		    wording_tenths(p->wording,
			headcount_tenths(&line->line->people), text));
		grid_cell(p, wording_percent(line->range.expected, text));
		buf_text(p->out, "<td class=\"words\">");
		add_advice(p, line->next);
		buf_text(p->out, "</td></tr>\n");
	}
	grid_end(p);
	if (f->at_risk > NEXT) {
		buf_text(p->out, "<p class=\"quiet\">");
		wording_fill_count(p->wording, "report.next.more",
		    (int64_t)(f->at_risk - NEXT),
		    wording_number(
			p->wording, (int64_t)(f->at_risk - NEXT), text),
		    NULL, p->out);
		buf_text(p->out, "</p>\n");
	}
	panel_end(p);
}

static void
add_card(const struct panel *p, const struct forecast_line *f)
{
	const struct headcount *people = &f->line->people;
	char now[WORDING_SIZE], left[WORDING_SIZE], then[WORDING_SIZE];

	buf_format(p->out, "<li class=\"%s\"><h3>",
	    f->at_risk                        ? "risk"
		: headcount_left(people) == 0 ? "done"
					      : "well");
	wording_text(f->line->organisation.name, p->out);
	buf_format(p->out, "</h3><p class=\"share\">%s</p>",
	    wording_tenths(p->wording, headcount_tenths(people), now));
	chart_spark(p->report, f, p->out);
	buf_text(p->out, "<p class=\"quiet\">");
	if (headcount_left(people) == 0)
		wording_add(p->wording, "report.card.done", p->out);
	else
		wording_fill(p->wording, "report.card",
		    wording_number(p->wording, headcount_left(people), left),
		    wording_percent(f->range.expected, then), NULL, p->out);
	buf_text(p->out, "</p></li>\n");
}

static void
add_row(const struct panel *p, const struct forecast_line *f)
{
	char text[WORDING_SIZE];

	grid_row(p, f->line->organisation.name);
	groups_cells(p, &f->line->people);
	grid_cell(p, wording_percent(f->range.expected, text));
	buf_text(p->out, "</tr>\n");
}

/* All of them as a table, folded away: the drawings say it in figures. */
static void
add_all(const struct panel *p)
{
	const struct forecast *f = &p->report->forecast;
	size_t i;

	buf_text(p->out, "<details><summary>");
	wording_add(p->wording, "report.teams.all", p->out);
	buf_text(p->out, "</summary>\n");
	groups_begin(p, "report.team", "report.expected");
	for (i = 0; i < f->count; i++)
		add_row(p, &f->lines[i]);
	grid_end(p);
	buf_text(p->out, "</details>\n");
}

void
teams_all(const struct panel *p)
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
		wording_fill_count(p->wording, "report.teams.more",
		    (int64_t)(f->count - CARDS),
		    wording_number(
			p->wording, (int64_t)(f->count - CARDS), text),
		    NULL, p->out);
		buf_text(p->out, "</p>\n");
	}
	add_all(p);
	panel_end(p);
}
