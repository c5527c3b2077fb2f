#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/teams.h"

static const struct chart_size wide = {"wide", 760, 320};
static const struct chart_size narrow = {"narrow", 340, 250};

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

/* The three figures that a meeting asks for. */
static void
add_headline(const struct panel *p)
{
	const struct headcount *total = &p->report->adoption.total;
	const struct forecast *f = &p->report->forecast;
	char a[WORDING_SIZE], b[WORDING_SIZE], c[WORDING_SIZE];

	buf_text(p->out, "<section class=\"headline\" aria-label=\"");
	wording_add(p->wording, "report.headline", p->out);
	buf_text(p->out, "\">\n<div class=\"now\"><p class=\"figure\">");
	buf_text(
	    p->out, wording_tenths(p->wording, headcount_tenths(total), a));
	buf_text(p->out, "</p><p>");
	wording_fill(p->wording, "report.now",
	    wording_number(p->wording, total->states[STATE_ENROLLED], a),
	    wording_number(p->wording, total->population, b), NULL, p->out);
	buf_text(p->out, "</p></div>\n");
	if (f->day_count > 0) {
		buf_text(p->out, "<div><p class=\"figure\">");
		buf_text(p->out, wording_percent(f->total.expected, a));
		buf_text(p->out, "</p><p>");
		wording_fill(p->wording, "report.then",
		    wording_day(p->wording, f->day, a),
		    wording_percent(f->total.low, b),
		    wording_percent(f->total.high, c), p->out);
		buf_text(p->out, "</p></div>\n<div><p class=\"figure\">");
		buf_text(
		    p->out, wording_number(p->wording, (int64_t)f->at_risk, a));
		buf_text(p->out, "</p><p>");
		snprintf(c, sizeof(c), "%lld\u00a0%%", (long long)f->target);
		wording_fill(p->wording, "report.risk",
		    wording_number(p->wording, (int64_t)f->count, b), c, NULL,
		    p->out);
		buf_text(p->out, "</p></div>\n");
	}
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

static void
add_curve(const struct panel *p)
{
	panel_begin(p, "report.curve", "curve");
	chart_curve(p->report, p->wording, &wide, p->out);
	chart_curve(p->report, p->wording, &narrow, p->out);
	add_legend(p);
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
	teams_all(&p);
	panel_stages(&p);
	panel_ways(&p);
	buf_text(out, "</main>\n<footer><p>");
	wording_add(wording, "report.method", out);
	buf_text(out, "</p></footer>\n</body>\n</html>\n");
	return report_fits(out, err);
}
