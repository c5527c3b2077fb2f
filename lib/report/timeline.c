#include <math.h>
#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "report/axis.h"
#include "report/chart.h"
#include "report/coming.h"

#define TOP 26
#define ROW 34 /* a stage: its name, and below it its days */

struct row {
	const struct report *report;
	const struct axis *axis;
	struct buf *out;
	double y;
	int64_t most;   /* messages on the busiest day of all */
	int64_t sent;   /* in all, of the stage */
	int64_t coming; /* days */
};

/* By area, so that twice the messages look like twice as many. */
static void
add_sent(struct row *row, int64_t day, int64_t sent)
{
	double size = 2 + 7 * sqrt((double)sent / (double)row->most);

	buf_format(row->out,
	    "<circle class=\"sent\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
	    axis_x(row->axis, day), row->y, size);
	row->sent += sent;
}

static void
add_coming(struct row *row, const struct stage *stage)
{
	const struct report *r = row->report;
	int64_t day;

	for (day = r->adoption.today + 1; day <= row->axis->last; day++) {
		if (!coming_to_any(r->config, r->calendar, stage, day))
			continue;
		row->coming++;
		buf_format(row->out,
		    "<circle class=\"coming\" cx=\"%.1f\" cy=\"%.1f\""
		    " r=\"4\"/>",
		    axis_x(row->axis, day), row->y);
	}
}

/* Messages of a stage by all channels, day by day. */
static void
add_stage(struct row *row, const struct stage *stage)
{
	const struct adoption *a = &row->report->adoption;
	const struct adoption_dispatch *d;
	int64_t day = DAY_NONE, sent = 0;
	size_t i;

	for (i = 0; i < a->dispatch_count; i++) {
		d = &a->dispatches[i];
		if (!text_same(a->stages[d->stage].name, stage->name))
			continue;
		if (d->day != day && sent > 0)
			add_sent(row, day, sent);
		sent = d->day == day ? sent + d->sent : d->sent;
		day = d->day;
	}
	if (sent > 0)
		add_sent(row, day, sent);
	add_coming(row, stage);
}

static int64_t
busiest(const struct adoption *a)
{
	int64_t most = 1, sent = 0;
	size_t i;

	for (i = 0; i < a->dispatch_count; i++) {
		if (i > 0 && (a->dispatches[i].day != a->dispatches[i - 1].day))
			sent = 0;
		sent += a->dispatches[i].sent;
		if (sent > most)
			most = sent;
	}
	return most;
}

static bool
has_days(const struct stage *stage)
{
	return stage->at.anchor == ANCHOR_START ||
	    stage->at.anchor == ANCHOR_DEADLINE;
}

static void
add_rows(struct row *row, const struct wording *w, struct buf *text)
{
	const struct config *config = row->report->config;
	char sent[WORDING_SIZE], days[WORDING_SIZE];
	const struct stage *stage;
	size_t i;

	for (i = 0; i < config->stage_count; i++) {
		stage = &config->stages[i];
		if (!has_days(stage))
			continue;
		buf_format(row->out,
		    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\""
		    " y2=\"%.1f\"/><text class=\"stage\" x=\"%.1f\""
		    " y=\"%.1f\">",
		    row->axis->left, row->axis->right, row->y, row->y,
		    row->axis->left, row->y - 13);
		wording_text(chart_stage(w, stage->name), row->out);
		buf_text(row->out, "</text>");
		row->sent = row->coming = 0;
		add_stage(row, stage);
		row->y += ROW;
		wording_text(chart_stage(w, stage->name), text);
		buf_text(text, ": ");
		wording_fill(w, "report.calendar.row",
		    wording_number(w, row->sent, sent),
		    wording_count(w, "days", row->coming, days), NULL, text);
		buf_char(text, ' ');
	}
}

void
chart_calendar(const struct report *r, const struct wording *w,
    const struct chart_size *size, struct buf *out)
{
	struct axis axis;
	struct buf drawn, text;
	struct row row = {.report = r,
	    .axis = &axis,
	    .out = &drawn,
	    .y = TOP + 20,
	    .most = busiest(&r->adoption)};
	double bottom;

	buf_init(&drawn, out->max);
	buf_init(&text, out->max);
	axis_init(&axis, r, 40, size->width - 12);
	add_rows(&row, w, &text);
	bottom = row.y - ROW + 14;
	buf_format(out,
	    "<svg class=\"chart %s\" viewBox=\"0 0 %d %.0f\" role=\"img\""
	    " aria-labelledby=\"calendar-%s-title calendar-%s-text\">"
	    "<title id=\"calendar-%s-title\">",
	    size->name, size->width, bottom + AXIS_HEIGHT, size->name,
	    size->name, size->name);
	wording_add(w, "report.calendar", out);
	buf_format(out, "</title><desc id=\"calendar-%s-text\">", size->name);
	buf_add(out, text.data, text.len);
	buf_text(out, "</desc>");
	axis_add(&axis, w, TOP, bottom, out);
	buf_add(out, drawn.data, drawn.len);
	buf_text(out, "</svg>");
	if (drawn.failed || text.failed)
		out->failed = true;
	buf_free(&text);
	buf_free(&drawn);
}
