#ifndef ROSTER_REJECTS_H
#define ROSTER_REJECTS_H

#include "base/err.h"
#include "roster/layout.h"
#include "roster/refusal.h"

/*
 * A file of the lines that were refused, to be corrected and imported again:
 * written as the list itself is, with the reasons in a column in front of the
 * others (COLUMN_REASON), where a broken quote in the line does not swallow
 * them.
 */
struct rejects;

/* Will be at "path".  NULL without memory.  Free with rejects_free. */
struct rejects *rejects_new(const char *path);
void rejects_free(struct rejects *rejects);

/* How the list is written; before the first refusal. */
void rejects_begin(struct rejects *rejects, const struct layout *layout);

/* The refusals of one line come one after the other. */
void rejects_add(struct rejects *rejects, const struct roster_refusal *refusal);

/*
 * Puts the file in its place, if anything was refused, by renaming: what was
 * there is replaced as a whole.  Returns 0, or -1 with "err" when the file
 * could not be written.
 */
int rejects_end(struct rejects *rejects, struct err *err);

#endif
