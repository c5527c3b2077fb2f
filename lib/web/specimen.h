#ifndef WEB_SPECIMEN_H
#define WEB_SPECIMEN_H

#include <stdbool.h>

#include "base/buf.h"
#include "web/web.h"

/*
 * Writes every page, in each language and in each of the states that it can be
 * in, to nobody and with made-up content, strictly: a name that a template has
 * and the page has not is a mistake.  Adds a line to "mistakes" for each.
 * Returns 0 when there are none; or -1 with "err", the first of them.
 */
int specimen_check(
    const struct web *web, struct buf *mistakes, struct err *err);

/* Whether a page of that name ("page-key.html") is written then. */
bool specimen_knows(const char *name);

#endif
