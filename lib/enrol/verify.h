#ifndef ENROL_VERIFY_H
#define ENROL_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "enrol/desk.h"
#include "model.h"

enum verify_result {
	VERIFY_ACCEPTED,
	VERIFY_WRONG,        /* also a code that was used already */
	VERIFY_CLOCK,        /* right at another time: see "drift" */
	VERIFY_THROTTLED,    /* was not looked at: see "retry_at" */
	VERIFY_BLOCKED,      /* 100 wrong in a row: the helpdesk must reset */
	VERIFY_NOT_ENROLLED, /* there is no secret */
	VERIFY_FAILED        /* "err" says why; never an answer to a person */
};

struct verdict {
	enum verify_result result;
	bool first;       /* accepted, and it was this secret's first code */
	bool used;        /* wrong, because it was accepted before */
	int64_t retry_at; /* when a next code is looked at; 0: at once */
	int64_t drift;    /* seconds the device is ahead (VERIFY_CLOCK) */
};

/* "accepted", "wrong", "clock", "throttled", "blocked", "not_enrolled". */
const char *verify_name(enum verify_result result);

/*
 * Checks a code (blanks and dashes in it do not matter) as typed at "at" (Unix
 * seconds), in one transaction: it is accepted once, wrong ones make the person
 * wait from 30 s to an hour, and a first right one enrols.  A recovery code is
 * taken in the place of a code, once.  Returns 0, or -1
 * with "err" and VERIFY_FAILED.
 */
int verify_code(const struct desk *desk, const struct person *person,
    const char *typed, int64_t at, struct verdict *verdict, struct err *err);

/* The same within a transaction of the caller's, which the caller ends. */
int verify_within(const struct desk *desk, const struct person *person,
    const char *typed, int64_t at, struct verdict *verdict, struct err *err);

/*
 * The same for the first code of a secret that waits for one, typed now: that
 * secret takes the place of one in use, and the links of before end.
 * VERIFY_NOT_ENROLLED when none waits.  Within a transaction of the caller's,
 * which the caller ends.
 */
int verify_first(const struct desk *desk, const struct person *person,
    const char *typed, struct verdict *verdict, struct err *err);

#endif
