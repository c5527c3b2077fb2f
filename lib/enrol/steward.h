#ifndef ENROL_STEWARD_H
#define ENROL_STEWARD_H

#include <stdint.h>

#include "base/buf.h"
#include "enrol/desk.h"
#include "enrol/link.h"
#include "enrol/verify.h"
#include "enrol/visit.h"

/*
 * An administrator who looks after the own institution, by a link from the
 * weekly mail.  The link leads to the door; in gets who also shows the own
 * second factor, for here one acts for others.  It is withdrawn with the
 * person's other links, and works for nobody who has left or is no
 * administrator any more.
 */

/* Adds the link, which works as long as one to enrol, to "url". */
int steward_url(const struct desk *desk, const struct person *person,
    struct buf *url, struct err *err);

enum visit_result steward_by_link(const struct desk *desk, const char *token,
    struct visit *visit, struct err *err);
enum visit_result steward_by_session(const struct desk *desk,
    const char *cookie, struct visit *visit, struct err *err);

/* What is asked at the door. */
enum steward_question {
	STEWARD_CODE,       /* of the own second factor */
	STEWARD_IDENTIFIER, /* the factor is another's, or is not there yet */
	STEWARD_NOTHING,    /* the same, where enrol.proof is "none" */
	STEWARD_ENROL,      /* first the own second factor */
	STEWARD_FAILED      /* "err" says why */
};
enum steward_question steward_asks(
    const struct desk *desk, const struct visit *visit, struct err *err);

/*
 * The press of the button, with what was typed: VERIFY_ACCEPTED and then the
 * cookie of a session, or why not.  Wrong ones make wait, as everywhere.
 */
int steward_enter(const struct desk *desk, struct visit *visit,
    const char *typed, char cookie[LINK_SIZE], struct verdict *verdict,
    struct err *err);

/* A desk at which the administrator is who acts. */
#define STEWARD_ACTOR_SIZE sizeof("admin:-9223372036854775808")
struct desk steward_desk(const struct desk *desk, const struct visit *visit,
    char actor[STEWARD_ACTOR_SIZE]);

/*
 * Sends a fresh link to somebody of the institution who has to enrol yet, or
 * for 0 to all of them: the mail of the stage where they stand, once a day at
 * most, at an hour when mail goes out.  "*count" is how many get one.
 * STEWARD_NOBODY when there is no such person.  Every one leaves an event.
 */
enum steward_result {
	STEWARD_DONE,
	STEWARD_NOBODY,
	STEWARD_BROKEN /* "err" says why */
};
enum steward_result steward_resend(const struct desk *desk,
    const struct visit *visit, int64_t person, int64_t *count, struct err *err);

/* Somebody else of the institution, who has not left. */
enum steward_result steward_person(const struct desk *desk,
    const struct visit *visit, int64_t id, struct person *person,
    struct err *err);

/* That one has left: gets no more messages, and no link works any more. */
enum steward_result steward_left(const struct desk *desk,
    const struct visit *visit, int64_t id, struct err *err);

#endif
