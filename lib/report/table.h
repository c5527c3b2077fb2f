#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "report/report.h"

/*
 * Adds the report to "out" as people read it on a terminal, in UTF-8: what is
 * counted and foreseen, the curve in blocks, how people came to it, then a line
 * for each organisation, those at risk first.  With "colour" in the colours of
 * ANSI.  Returns 0, or -1 with "err" (ERR_INTERNAL) when it does not fit.
 */
int table_report(
    const struct report *report, bool colour, struct buf *out, struct err *err);

#endif
