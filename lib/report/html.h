#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/report.h"
#include "report/wording.h"

/*
 * Adds the report to "out" as one HTML page, to show at a meeting, to mail or
 * to print: everything is in it ("style" is its stylesheet), it runs nothing
 * and asks for nothing.  Returns 0, or -1 with "err" (ERR_INTERNAL) when it
 * does not fit.
 */
int html_report(const struct report *report, const struct wording *wording,
    const char *style, struct buf *out, struct err *err);

#endif
