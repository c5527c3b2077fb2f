#ifndef REPORT_LEDGER_H
#define REPORT_LEDGER_H

#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "report/adoption.h"

/*
 * Adds the figures to "out" as CSV for a spreadsheet (see base/sheet.h): a
 * heading, then a line for each organisation, the lowest percentage first.
 * There is no line of totals, which a sum over the column would count twice,
 * and no percentage, whose decimal a spreadsheet reads by its own language.
 * Returns 0, or -1 with "err" (ERR_INTERNAL) when it does not fit in "out".
 */
int ledger_adoption(const struct adoption *adoption,
    const struct config *config, struct buf *out, struct err *err);

#endif
