#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "report/axis.h"
#include "report/chart.h"

#define TOP 26     /* room for the words above the curve */
#define POINTS 240 /* of a curve at most; more is not seen */

/* A curve's plane: days from left to right, shares from below. */
struct plane {
	struct axis axis;
	double top, bottom;
};

static double
y_of(const struct plane *p, double share)
{
	return p->bottom - (p->bottom - p->top) * share;
}

static double
share_of(const struct adoption_point *point)
{
	return point->population == 0
	    ? 0
	    : (double)point->enrolled / (double)point->population;
}

static int64_t
step_of(const struct plane *p)
{
	int64_t days = p->axis.last - p->axis.first;

	return days / POINTS + 1;
}

static void
add_point(struct buf *out, const struct plane *p, int64_t day, double share,
    bool first)
{
	buf_format(out, "%s%.1f %.1f", first ? "M" : "L", axis_x(&p->axis, day),
	    y_of(p, share));
}

/* The days that were, as the line's points. */
static void
add_past(struct buf *out, const struct plane *p, const struct adoption *a)
{
	int64_t step = step_of(p), i, last = (int64_t)a->day_count - 1;

	for (i = 0; i < last; i += step)
		add_point(
		    out, p, a->first_day + i, share_of(&a->days[i]), i == 0);
	add_point(out, p, a->today, share_of(&a->days[last]), last == 0);
}

static void
add_grid(struct buf *out, const struct plane *p)
{
	int percent;

	for (percent = 0; percent <= 100; percent += 25)
		buf_format(out,
		    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\""
		    " y2=\"%.1f\"/><text class=\"tick\" x=\"%.1f\" y=\"%.1f\""
		    " text-anchor=\"end\">%d%%</text>",
		    p->axis.left, p->axis.right, y_of(p, percent / 100.0),
		    y_of(p, percent / 100.0), p->axis.left - 6,
		    y_of(p, percent / 100.0) + 4, percent);
}

static void
add_plan(struct buf *out, const struct plane *p, const struct report *r)
{
	const struct forecast *f = &r->forecast;
	int64_t step = step_of(p);
	size_t i;

	buf_text(out, "<path class=\"plan\" d=\"");
	for (i = 0; i < f->plan_count; i += (size_t)step)
		add_point(out, p, r->adoption.first_day + (int64_t)i,
		    f->plan[i], i == 0);
	if (f->plan_count > 0)
		add_point(out, p, r->adoption.deadline_day,
		    f->plan[f->plan_count - 1], false);
	buf_text(out, "\"/>");
}

/* The band from today on: its upper edge there, its lower edge back. */
static void
add_band(struct buf *out, const struct plane *p, const struct report *r)
{
	const struct adoption *a = &r->adoption;
	const struct forecast *f = &r->forecast;
	double now = share_of(&a->days[a->day_count - 1]);
	size_t i;

	if (f->day_count == 0)
		return;
	buf_text(out, "<path class=\"band\" d=\"");
	add_point(out, p, a->today, now, true);
	for (i = 0; i < f->day_count; i++)
		add_point(
		    out, p, a->today + 1 + (int64_t)i, f->days[i].high, false);
	for (i = f->day_count; i > 0; i--)
		add_point(
		    out, p, a->today + (int64_t)i, f->days[i - 1].low, false);
	buf_text(out, "Z\"/><path class=\"ahead\" d=\"");
	add_point(out, p, a->today, now, true);
	for (i = 0; i < f->day_count; i++)
		add_point(out, p, a->today + 1 + (int64_t)i,
		    f->days[i].expected, false);
	buf_text(out, "\"/>");
}

static void
add_past_area(struct buf *out, const struct plane *p, const struct adoption *a)
{
	buf_text(out, "<path class=\"area\" d=\"");
	add_past(out, p, a);
	buf_format(out, "L%.1f %.1fL%.1f %.1fZ\"/><path class=\"line\" d=\"",
	    axis_x(&p->axis, a->today), p->bottom, p->axis.left, p->bottom);
	add_past(out, p, a);
	buf_text(out, "\"/>");
}

/* A dot with its figure beside it, which keeps within the drawing. */
static void
add_mark(struct buf *out, const struct plane *p, int64_t day, double share,
    const char *class)
{
	static const char *const layers[] = {"halo", "mark"};
	double x = axis_x(&p->axis, day), y = y_of(p, share);
	char text[WORDING_SIZE];
	size_t i;

	buf_format(out,
	    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", class, x,
	    y);
	for (i = 0; i < sizeof(layers) / sizeof(layers[0]); i++)
		buf_format(out,
		    "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\""
		    " text-anchor=\"end\">%s</text>",
		    layers[i], x - 7, y - 7, wording_percent(share, text));
}

/* What the drawing says, for who does not see it. */
static void
add_words(struct buf *out, const struct report *r, const struct wording *w,
    const struct chart_size *size)
{
	const struct adoption *a = &r->adoption;
	const struct forecast *f = &r->forecast;
	char from[WORDING_SIZE], now[WORDING_SIZE], then[WORDING_SIZE];

	buf_format(out,
	    "<svg class=\"chart %s\" viewBox=\"0 0 %d %d\" role=\"img\""
	    " aria-labelledby=\"curve-%s-title curve-%s-text\">"
	    "<title id=\"curve-%s-title\">",
	    size->name, size->width, size->height, size->name, size->name,
	    size->name);
	wording_add(w, "report.curve", out);
	buf_format(out, "</title><desc id=\"curve-%s-text\">", size->name);
	wording_fill(w, "report.curve.was",
	    wording_percent(share_of(&a->days[0]), from),
	    wording_percent(share_of(&a->days[a->day_count - 1]), now), NULL,
	    out);
	if (f->day_count > 0) {
		buf_char(out, ' ');
		wording_fill(w, "report.curve.will",
		    wording_percent(f->total.expected, then),
		    wording_percent(f->total.low, from),
		    wording_percent(f->total.high, now), out);
	}
	buf_text(out, "</desc>");
}

void
chart_curve(const struct report *r, const struct wording *w,
    const struct chart_size *size, struct buf *out)
{
	const struct adoption *a = &r->adoption;
	const struct forecast *f = &r->forecast;
	struct plane p = {.top = TOP, .bottom = size->height - AXIS_HEIGHT};

	axis_init(&p.axis, r, 40, size->width - 12);
	add_words(out, r, w, size);
	add_grid(out, &p);
	axis_add(&p.axis, w, p.top, p.bottom, out);
	add_band(out, &p, r);
	add_past_area(out, &p, a);
	add_plan(out, &p, r);
	add_mark(
	    out, &p, a->today, share_of(&a->days[a->day_count - 1]), "now");
	if (f->day_count > 0)
		add_mark(out, &p, f->day, f->total.expected, "then");
	buf_text(out, "</svg>");
}

const char *
chart_stage(const struct wording *w, const char *stage)
{
	char key[LABEL_MAX + 16];

	snprintf(key, sizeof(key), "stage.%s", stage);
	return wording_or(w, key, stage);
}

/* The curve of an institution: only its form, the figures stand beside it. */
void
chart_spark(
    const struct report *r, const struct forecast_line *line, struct buf *out)
{
	const struct adoption *a = &r->adoption;
	const struct adoption_point *weeks = line->line->weeks;
	struct plane p = {.top = 3, .bottom = 45};
	size_t w, first = a->week_count > 60 ? a->week_count - 60 : 0;
	int64_t day;

	axis_init(&p.axis, r, 1, 157);
	buf_text(out,
	    "<svg class=\"spark\" viewBox=\"0 0 160 46\" aria-hidden=\"true\">"
	    "<path class=\"grid\" d=\"M1 3H159M1 45H159\"/>"
	    "<path class=\"area\" d=\"");
	for (w = first; w < a->week_count; w++) {
		day = a->today - DAY_WEEK * (int64_t)(a->week_count - 1 - w);
		add_point(out, &p, day, share_of(&weeks[w]), w == first);
	}
	buf_format(out, "V%.1fH%.1fZ\"/><path class=\"line\" d=\"", p.bottom,
	    axis_x(&p.axis,
		a->today - DAY_WEEK * (int64_t)(a->week_count - 1 - first)));
	for (w = first; w < a->week_count; w++) {
		day = a->today - DAY_WEEK * (int64_t)(a->week_count - 1 - w);
		add_point(out, &p, day, share_of(&weeks[w]), w == first);
	}
	buf_text(out, "\"/>");
	if (line->line->deadline_day > a->today) {
		buf_text(out, "<path class=\"ahead\" d=\"");
		add_point(out, &p, a->today,
		    share_of(&weeks[a->week_count - 1]), true);
		add_point(out, &p, line->line->deadline_day - 1,
		    line->range.expected, false);
		buf_text(out, "\"/>");
	}
	buf_text(out, "</svg>");
}
