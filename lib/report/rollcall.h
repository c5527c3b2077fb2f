#ifndef REPORT_ROLLCALL_H
#define REPORT_ROLLCALL_H

#include "report/adoption.h"

/*
 * Goes by people once and counts all that is told of them: everything in an
 * adoption but stages, dispatches and calls.  It can be taken in parts, by
 * organisation, which are joined.
 */
struct rollcall;

/*
 * "frame" has "as_of", "today" and the days.  Returns 0 or -1.  Free with
 * rollcall_free; NULL is fine.
 */
int rollcall_begin(const struct config *config, const struct adoption *frame,
    struct rollcall **rollcall, struct err *err);
void rollcall_free(struct rollcall *rollcall);

/*
 * The people of the organisations with the ids "first" to "last", which come
 * only once.  Returns 0 or -1.
 */
int rollcall_call(struct rollcall *rollcall, struct db *db, int64_t first,
    int64_t last, struct err *err);

/*
 * Adds what another one of the same frame has counted, which is of no more use
 * then.  Returns 0 or -1.
 */
int rollcall_join(
    struct rollcall *rollcall, struct rollcall *other, struct err *err);

/* Hands over what was counted, the frame with it. */
void rollcall_end(struct rollcall *rollcall, struct adoption *adoption);

#endif
