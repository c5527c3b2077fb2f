#ifndef RENDER_SECTIONS_H
#define RENDER_SECTIONS_H

#include "base/err.h"
#include "render/tags.h"

#define SECTIONS_MAX 32 /* sections in one another */

/*
 * Gives every section among the tags the place of its TAG_CLOSE, counted from
 * 0.  Returns 0; or -1 with "err" (ERR_CONFIG):
 *
 *	welcome.html:12: section "admin" is not closed
 */
int sections_pair(const char *name, struct tags *tags, struct err *err);

#endif
