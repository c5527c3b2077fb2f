#ifndef ENROL_OBLIGATION_H
#define ENROL_OBLIGATION_H

#include "enrol/desk.h"

/* A wave whose deadline has come, and whether the obligation may come too. */
struct obligation {
	const char *wave; /* "" for people who are in no wave */
	int64_t deadline_day;
	int64_t people;   /* of whom something is asked */
	int64_t enrolled; /* of them */
	bool held;        /* too few: nobody is stopped at the gate */
};

/*
 * Decides for each wave whose deadline has come, and on which was not decided
 * yet, by "enforce" of the configuration; without it there is nothing to
 * decide.  What is enforced stays so.  Calls "each" for every wave decided on
 * now, held or not.  Returns 0 or -1.
 */
int obligation_decide(const struct desk *desk,
    void (*each)(const struct obligation *, void *), void *context,
    struct err *err);

/* Whether the wave's obligation waits.  Returns 0 or -1. */
int obligation_is_held(
    const struct desk *desk, const char *wave, bool *held, struct err *err);

#endif
