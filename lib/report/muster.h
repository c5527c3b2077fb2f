#ifndef REPORT_MUSTER_H
#define REPORT_MUSTER_H

#include "report/adoption.h"

/*
 * Counts everyone, or with "organisation" (an id) not 0 its people, into an
 * adoption in which "as_of", "today" and the days are set.  Where there are
 * very many, that is done in several places at once, as the machine has
 * processors. Returns 0 or -1.
 */
int muster_take(struct db *db, const struct config *config,
    int64_t organisation, struct adoption *adoption, struct err *err);

#endif
