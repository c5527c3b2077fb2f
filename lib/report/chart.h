#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "report/report.h"
#include "report/wording.h"

/* A drawing's size, and a name that makes its ids unique on the page. */
struct chart_size {
	const char *name;
	int width, height;
};

/*
 * Draw as SVG, with a title and a description for who does not see it: the
 * curve against the plan, with what is foreseen; on the same days, what was
 * sent and what is coming; a curve of an institution, in small.
 */
void chart_curve(const struct report *report, const struct wording *wording,
    const struct chart_size *size, struct buf *out);
void chart_calendar(const struct report *report, const struct wording *wording,
    const struct chart_size *size, struct buf *out);
void chart_spark(const struct report *report, const struct forecast_line *line,
    struct buf *out);

/* The name of a stage as people know it. */
const char *chart_stage(const struct wording *wording, const char *stage);

#endif
