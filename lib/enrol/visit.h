#ifndef ENROL_VISIT_H
#define ENROL_VISIT_H

#include <stdbool.h>

#include "enrol/desk.h"
#include "enrol/link.h"
#include "enrol/ticket.h"
#include "model.h"

#define VISIT_SECONDS 1800 /* a session ends after half an hour */

/* Somebody at the enrolment pages. */
struct visit {
	struct person person;
	struct organisation organisation;
	bool proved; /* has given the proof, or came with a ticket */
	bool renews; /* is enrolled, and makes a new key */
	char return_to[TICKET_RETURN_MAX + 1]; /* "" without */
};

enum visit_result {
	VISIT_OK,
	VISIT_INVALID, /* unknown, altered, expired, withdrawn, spent: all alike
			*/
	VISIT_FAILED   /* "err" says why */
};

/*
 * Who comes with the token of a link, with a ticket, or with a session's
 * cookie.  They read only: opening a page changes nothing, ever.
 */
enum visit_result visit_by_link(const struct desk *desk, const char *token,
    struct visit *visit, struct err *err);
enum visit_result visit_by_ticket(const struct desk *desk, const char *ticket,
    struct visit *visit, struct err *err);
enum visit_result visit_by_session(const struct desk *desk, const char *cookie,
    struct visit *visit, struct err *err);

/* The same for a link of one purpose, whichever it is. */
enum visit_result visit_by_token(const struct desk *desk, const char *token,
    enum link_purpose purpose, struct visit *visit, struct err *err);

/*
 * The press of "begin": notes that the link was opened, and gives the session's
 * cookie.  With enrol.proof "none" the visit counts as proved.
 */
enum visit_result visit_begin(const struct desk *desk, struct visit *visit,
    char cookie[LINK_SIZE], struct err *err);

/* The same for a ticket, which is spent by it; of two at once, one gets in. */
enum visit_result visit_spend(const struct desk *desk, const char *ticket,
    struct visit *visit, char cookie[LINK_SIZE], struct err *err);

/* A token for this person, good for VISIT_SECONDS.  Returns 0 or -1. */
int visit_token(const struct desk *desk, const struct person *person,
    enum link_purpose purpose, char token[LINK_SIZE], struct err *err);

/*
 * Somebody who has just given a code or a recovery code (a token LINK_RENEW)
 * wants a new key: "cookie" is of one who may make it.  It ends with the first
 * code of that key, as all links do.
 */
enum visit_result visit_renew(const struct desk *desk, const char *token,
    struct visit *visit, char cookie[LINK_SIZE], struct err *err);

enum proof_result {
	PROOF_RIGHT, /* "cookie" replaces the one before */
	PROOF_WRONG,
	PROOF_WAIT, /* too many wrong ones: see "retry_at" */
	PROOF_FAILED
};

/*
 * Compares what was typed with the person's identifier (blanks at the ends and
 * the case of letters do not matter).  The wait after wrong ones is that of
 * codes.
 */
enum proof_result visit_prove(const struct desk *desk, struct visit *visit,
    const char *typed, char cookie[LINK_SIZE], int64_t *retry_at,
    struct err *err);

#endif
