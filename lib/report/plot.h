#ifndef REPORT_PLOT_H
#define REPORT_PLOT_H

#include "base/buf.h"
#include "report/report.h"

/*
 * Draws the curve from the start to the deadline (or today, when that is later)
 * in block characters, at most so many columns wide: what was in full blocks,
 * what is foreseen in shaded ones, and the plan as a dot.
 */
void plot_curve(const struct report *report, int columns, struct buf *out);

#endif
