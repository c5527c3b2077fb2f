#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "report/chart.h"
#include "report/groups.h"
#include "report/html.h"
#include "report/teams.h"

static const struct chart_size wide = {"wide", 760, 320};
static const struct chart_size narrow = {"narrow", 340, 250};

/* Whether all of it is about one institution. */
static bool
is_of_one(const struct panel *p)
{
	return p->report->adoption.count == 1;
}

static void
add_head(const struct panel *p, const char *style)
{
	const struct campaign *campaign = &p->report->config->campaign;

	buf_format(p->out,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\""
	    " content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
	    p->wording->language);
	wording_text(campaign->product, p->out);
	buf_text(p->out, ": ");
	wording_add(p->wording, "report.title", p->out);
	buf_text(p->out, "</title>\n<style>\n");
	buf_text(p->out, style);
	buf_text(
	    p->out, "</style>\n</head>\n<body>\n<header>\n<p class=\"of\">");
	wording_text(campaign->product, p->out);
	if (is_of_one(p)) {
		buf_text(p->out, " \u00b7 ");
		wording_text(
		    p->report->adoption.organisations[0].organisation.name,
		    p->out);
	}
	buf_text(p->out, "</p>\n<h1>");
	wording_add(p->wording, "report.title", p->out);
	buf_text(p->out, "</h1>\n<p class=\"when\">");
}

static void
add_when(const struct panel *p)
{
	const struct adoption *a = &p->report->adoption;
	char today[WORDING_SIZE], deadline[WORDING_SIZE], days[WORDING_SIZE];
	struct buf now;

	buf_init(&now, WORDING_SIZE * 2);
	buf_format(&now, "%s %d", wording_day(p->wording, a->today, today),
	    day_to_date(a->today).year);
	wording_day(p->wording, a->deadline_day, deadline);
	wording_number(p->wording, a->days_left, days);
	wording_fill(p->wording,
	    a->days_left > 1        ? "report.when.days"
		: a->days_left == 1 ? "report.when.day"
		: a->days_left == 0 ? "report.when.today"
				    : "report.when.past",
	    now.data, days, deadline, p->out);
	buf_free(&now);
	buf_text(p->out, "</p>\n</header>\n<main>\n");
}

static void
begin_figure(const struct panel *p, const char *class, const char *figure)
{
	buf_format(p->out, "<div class=\"%s\"><p class=\"figure\">%s</p><p>",
	    class, figure);
}

static void
end_figure(const struct panel *p)
{
	buf_text(p->out, "</p></div>\n");
}

static void
add_now(const struct panel *p)
{
	const struct headcount *total = &p->report->adoption.total;
	char a[WORDING_SIZE], b[WORDING_SIZE];

	begin_figure(
	    p, "now", wording_tenths(p->wording, headcount_tenths(total), a));
	wording_fill(p->wording, "report.now",
	    wording_number(p->wording, total->states[STATE_ENROLLED], a),
	    wording_count(p->wording, "people", total->population, b), NULL,
	    p->out);
	end_figure(p);
}

static void
add_then(const struct panel *p)
{
	const struct forecast *f = &p->report->forecast;
	char a[WORDING_SIZE], b[WORDING_SIZE], c[WORDING_SIZE];

	begin_figure(p, "then", wording_percent(f->total.expected, a));
	wording_fill(p->wording, "report.then",
	    wording_day(p->wording, f->day, a),
	    wording_percent(f->total.low, b), wording_percent(f->total.high, c),
	    p->out);
	end_figure(p);
}

/* How many institutions will not make it; of one, how many people have to. */
static void
add_risk(const struct panel *p)
{
	const struct forecast *f = &p->report->forecast;
	int64_t at_risk = (int64_t)f->at_risk;
	int64_t left = headcount_left(&p->report->adoption.total);
	char a[WORDING_SIZE], b[WORDING_SIZE];

	if (is_of_one(p)) {
		begin_figure(p, "left", wording_number(p->wording, left, a));
		wording_fill_count(
		    p->wording, "report.togo", left, NULL, NULL, p->out);
	} else {
		begin_figure(p, "left", wording_number(p->wording, at_risk, a));
		snprintf(b, sizeof(b), "%lld%%", (long long)f->target);
		wording_fill_count(p->wording, "report.risk", at_risk,
		    wording_number(p->wording, (int64_t)f->count, a), b,
		    p->out);
	}
	end_figure(p);
}

/* The three figures that a meeting asks for. */
static void
add_headline(const struct panel *p)
{
	buf_text(p->out, "<section class=\"headline\" aria-label=\"");
	wording_add(p->wording, "report.headline", p->out);
	buf_text(p->out, "\">\n");
	add_now(p);
	if (p->report->forecast.day_count > 0)
		add_then(p);
	if (p->report->adoption.days_left > 0)
		add_risk(p);
	buf_text(p->out, "</section>\n");
}

static void
add_legend(const struct panel *p)
{
	static const char *const words[][2] = {{"line", "report.legend.was"},
	    {"ahead", "report.legend.will"}, {"band", "report.legend.band"},
	    {"plan", "report.legend.plan"}};
	size_t i;

	buf_text(p->out, "<ul class=\"legend\">");
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		buf_format(p->out,
		    "<li><svg viewBox=\"0 0 24 12\" aria-hidden=\"true\">"
		    "<path class=\"%s\" d=\"%s\"/></svg>",
		    words[i][0],
		    text_same(words[i][0], "band") ? "M0 1H24V11H0Z"
						   : "M0 6H24");
		wording_add(p->wording, words[i][1], p->out);
		buf_text(p->out, "</li>");
	}
	buf_text(p->out, "</ul>\n");
}

/* People come and go meanwhile: how many there were, and are. */
static void
add_population(const struct panel *p)
{
	const struct adoption *a = &p->report->adoption;
	int64_t before = a->days[0].population;
	int64_t now = a->days[a->day_count - 1].population;
	char from[WORDING_SIZE], to[WORDING_SIZE];

	if (before == now)
		return;
	buf_text(p->out, "<p class=\"quiet\">");
	wording_fill(p->wording, "report.population",
	    wording_count(p->wording, "people", before, from),
	    wording_count(p->wording, "people", now, to), NULL, p->out);
	buf_text(p->out, "</p>\n");
}

static void
add_curve(const struct panel *p)
{
	panel_begin(p, "report.curve", "curve");
	chart_curve(p->report, p->wording, &wide, p->out);
	chart_curve(p->report, p->wording, &narrow, p->out);
	add_legend(p);
	add_population(p);
	panel_end(p);
}

static void
add_calendar(const struct panel *p)
{
	panel_begin(p, "report.calendar", "calendar");
	chart_calendar(p->report, p->wording, &wide, p->out);
	chart_calendar(p->report, p->wording, &narrow, p->out);
	buf_text(p->out,
	    "<ul class=\"legend\"><li><svg viewBox=\"0 0 12 12\""
	    " aria-hidden=\"true\"><circle class=\"sent\" cx=\"6\" cy=\"6\""
	    " r=\"5\"/></svg>");
	wording_add(p->wording, "report.legend.sent", p->out);
	buf_text(p->out,
	    "</li><li><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">"
	    "<circle class=\"coming\" cx=\"6\" cy=\"6\" r=\"4\"/></svg>");
	wording_add(p->wording, "report.legend.coming", p->out);
	buf_text(p->out, "</li></ul>\n");
	panel_end(p);
}

int
html_report(const struct report *report, const struct wording *wording,
    const char *style, struct buf *out, struct err *err)
{
	const struct panel p = {report, wording, out};

	add_head(&p, style);
	add_when(&p);
	add_headline(&p);
	add_curve(&p);
	teams_next(&p);
	panel_funnel(&p);
	add_calendar(&p);
	groups_all(&p);
	if (!is_of_one(&p))
		teams_all(&p);
	panel_stages(&p);
	panel_ways(&p);
	buf_text(out, "</main>\n<footer><p>");
	wording_add(wording, "report.method", out);
	buf_text(out, "</p></footer>\n</body>\n</html>\n");
	return report_fits(out, err);
}
