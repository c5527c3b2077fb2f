#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "report/adoption.h"

#define TABLE_COLUMNS 80 /* of the terminal that it fits in */

/*
 * Adds the figures to "out" as people read them on a terminal, in UTF-8: what
 * is counted and how long there is, all together, then a line for each
 * organisation, the lowest percentage first.  Returns 0, or -1 with "err"
 * (ERR_INTERNAL) when it does not fit in "out".
 */
int table_adoption(const struct adoption *adoption, const struct config *config,
    struct buf *out, struct err *err);

#endif
