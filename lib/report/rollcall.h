#ifndef REPORT_ROLLCALL_H
#define REPORT_ROLLCALL_H

#include "report/adoption.h"

/*
 * Goes by everyone once, or with "organisation" (an id) not 0 by its people,
 * and fills in what is told of people: all but stages, dispatches and calls.
 * "as_of", "today" and the days are set before.  Returns 0 or -1.
 */
int rollcall_take(struct db *db, const struct config *config,
    int64_t organisation, struct adoption *adoption, struct err *err);

#endif
