#ifndef WEB_PROPOSAL_H
#define WEB_PROPOSAL_H

#include "web/page.h"
#include "web/session.h"

/*
 * A list of people that an administrator brings to the institution's page.  It
 * is tried first, and shown what it would do; only then, and only if it still
 * does just that, it is taken.  Until then it is kept for as long as a session,
 * one for each administrator, and good for the session that brought it alone.
 */
handler proposal_take; /* POST /team/list/take: yes, do so */
handler proposal_drop; /* POST /team/list/drop: no, forget it */

/* How large a list may be. */
#define PROPOSAL_MEGABYTES (OFFER_TEXT_MAX / (1024 * 1024))

/* What is told besides what the list does. */
enum proposal_word {
	PROPOSAL_NONE,
	PROPOSAL_EMPTY, /* no file was chosen */
	PROPOSAL_LARGE, /* or too large a one */
	PROPOSAL_GONE,  /* there is no list any more */
	PROPOSAL_MOVED  /* it would do something else now than it was to do */
};

/* As inside_run(), but for nobody where digest.lists says so. */
int proposal_run(const struct call *call, session_action *action,
    struct answer *answer, struct err *err);

/* Tries the list, keeps it, and shows what it would do.  Returns 0 or -1. */
int proposal_try(const struct call *call, const struct session *session,
    struct offer *offer, enum proposal_word word, struct answer *answer,
    struct err *err);

/* Tells that there is no list, and why not.  Returns 0 or -1. */
int proposal_none(const struct call *call, const struct session *session,
    enum proposal_word word, struct answer *answer, struct err *err);

/* The same of a file that was too large to be read; names nobody. */
int proposal_large(
    const struct call *call, struct answer *answer, struct err *err);

/* Made-up content, see specimen.h. */
specimen proposal_specimen;
#define PROPOSAL_SPECIMENS 10

#endif
