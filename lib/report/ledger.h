#ifndef REPORT_LEDGER_H
#define REPORT_LEDGER_H

#include "base/buf.h"
#include "base/err.h"
#include "report/report.h"

/*
 * Adds the figures to "out" as CSV for a spreadsheet (see base/sheet.h): a
 * heading, then a line for each organisation, those at risk first.
 * There is no line of totals, which a sum over the column would count twice,
 * and no decimal, which a spreadsheet reads by its own language: what is
 * foreseen is in whole percents.
 * Returns 0, or -1 with "err" (ERR_INTERNAL) when it does not fit in "out".
 */
int ledger_report(
    const struct report *report, struct buf *out, struct err *err);

#endif
