#ifndef WEB_TROUBLE_H
#define WEB_TROUBLE_H

#include "base/err.h"
#include "web/answer.h"
#include "web/page.h"

/* Why there is no other answer. */
enum trouble {
	TROUBLE_LINK,    /* a link or ticket that is none, or no longer one */
	TROUBLE_SESSION, /* no session, over, or another one's form */
	TROUBLE_PATH,
	TROUBLE_METHOD,
	TROUBLE_FORM,   /* not a form */
	TROUBLE_ORIGIN, /* a form from another site's page */
	TROUBLE_SIZE,
	TROUBLE_LATER, /* the database is busy */
	TROUBLE_OURS   /* something of ours is broken */
};

/*
 * The page for it, or for a program a problem document (RFC 9457).  Never says
 * more than its kind.  Returns 0; or -1 with "err" when the page cannot be
 * made.
 */
int trouble_answer(const struct call *call, enum trouble trouble,
    struct answer *answer, struct err *err);

/*
 * The page for who shares an address with too many mistakes, and is looked at
 * again at "retry_at" (Unix seconds).  Returns 0 or -1.
 */
int trouble_crowd(const struct call *call, int64_t retry_at,
    struct answer *answer, struct err *err);

/* Fills that page, as it would be at 14:05. */
int trouble_specimen(struct page *page, unsigned int state, struct err *err);

/*
 * A problem document.  "title" and "detail" are constants without characters
 * that JSON escapes.
 */
void trouble_problem(struct answer *answer, unsigned int status,
    const char *title, const char *detail);

/* For when not even the page of TROUBLE_OURS can be made. */
void trouble_bare(struct answer *answer);

#endif
