#ifndef ENROL_PURGE_H
#define ENROL_PURGE_H

#include <stdbool.h>

#include "enrol/desk.h"

/*
 * What is kept no longer than the configuration says ("keep").  It goes in
 * short transactions, between which others write and which can stop at any
 * moment; the next time goes on.
 */
enum purge_kind {
	PURGE_PEOPLE,   /* who left long ago are erased */
	PURGE_ANSWERS,  /* what servers answered to messages */
	PURGE_REFUSALS, /* lines of lists that were refused */
	PURGE_DETAILS,  /* reasons and notes in events */
	PURGE_EVENTS    /* whole events */
};
#define PURGE_KINDS 5

/* "people", "answers", ... */
const char *purge_name(enum purge_kind kind);

/* For how many days a kind is kept; 0: for ever. */
int64_t purge_days(const struct desk *desk, enum purge_kind kind);

/* How many of a kind are to go.  Returns 0 or -1. */
int purge_count(const struct desk *desk, enum purge_kind kind, int64_t *count,
    struct err *err);

/* How far it is with one kind; {0} at the beginning. */
struct purge {
	int64_t done;
	int64_t place; /* of its own */
};

/*
 * Goes on with some.  Returns 1 when there may be more, 0 at the end, -1 with
 * "err"; ERR_LATER when others write.
 */
int purge_step(const struct desk *desk, enum purge_kind kind,
    struct purge *purge, struct err *err);

/*
 * What has ended by itself: tickets, start codes, lists that nobody agreed to,
 * answers for repeated calls, counts of wrong start codes.  Returns 0 or -1.
 */
int purge_ended(const struct desk *desk, struct err *err);

#endif
