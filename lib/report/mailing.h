#ifndef REPORT_MAILING_H
#define REPORT_MAILING_H

#include "report/adoption.h"

/*
 * Fills in what went out and what came of it: stages, dispatches and calls; to
 * everyone, or with "organisation" (an id) not 0 to its people.  Returns 0 or
 * -1.
 */
int mailing_take(struct db *db, int64_t organisation, struct adoption *adoption,
    struct err *err);

#endif
