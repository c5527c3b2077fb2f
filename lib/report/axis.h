#ifndef REPORT_AXIS_H
#define REPORT_AXIS_H

#include "report/report.h"
#include "report/wording.h"

#define AXIS_HEIGHT 24 /* below a drawing, for the months */

/* The days of the campaign from left to right. */
struct axis {
	int64_t first, last, today, deadline;
	double left, right;
};

void axis_init(
    struct axis *axis, const struct report *report, double left, double right);
double axis_x(const struct axis *axis, int64_t day);

/* Draws the months, today and the deadline between "top" and "bottom". */
void axis_add(const struct axis *axis, const struct wording *wording,
    double top, double bottom, struct buf *out);

#endif
