#ifndef ROSTER_AHEAD_H
#define ROSTER_AHEAD_H

#include "roster/roster.h"

/*
 * As roster_read, but the list is read by a thread of its own, some hundreds of
 * rows ahead of the handler, which is called by this one.  For lists of which
 * every row is wanted: "known" is not asked.
 */
int ahead_read(const char *path, const struct roster_setup *setup,
    const struct roster_handler *handler, void *context,
    struct roster_summary *summary, struct err *err);

#endif
