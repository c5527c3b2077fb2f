#ifndef REPORT_COMING_H
#define REPORT_COMING_H

#include "config/config.h"

/*
 * The days on which a stage is meant to go out, from "first" to "last", by the
 * campaign's own dates and on its sending days of the week: one person's may be
 * others.  Calls "each" for every day; for none of a stage that follows what
 * happens to a person.
 */
void coming_days(const struct config *config, const struct stage *stage,
    int64_t first, int64_t last, void (*each)(int64_t day, void *context),
    void *context);

#endif
