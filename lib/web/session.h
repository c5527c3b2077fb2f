#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "base/err.h"
#include "enrol/visit.h"
#include "web/answer.h"
#include "web/guard.h"
#include "web/page.h"
#include "web/web.h"

/* Somebody on the way from "begin" to "done", known by a cookie. */
struct session {
	struct visit visit;
	char cookie[LINK_SIZE];
	char csrf[GUARD_SIZE];
};

/*
 * Who has gone how far: the pages of one step are for who has done the one
 * before.
 */
enum session_result {
	SESSION_OK,
	SESSION_ANSWERED, /* "answer" sends the visitor to the right page */
	SESSION_FAILED    /* "err" says why */
};

/*
 * Whose session this is, for a page that asks for the proof or (with "proved")
 * comes after it.  A POST must also hold the token of its form.  Wipe the
 * session with session_free after SESSION_OK.
 */
enum session_result session_open(const struct call *call, bool proved,
    struct session *session, struct answer *answer, struct err *err);
void session_free(struct session *session);

/* Puts the token into a page's forms. */
void session_fill(const struct session *session, struct page *page);

/*
 * The address to go back to at the end travels in a cookie of its own.
 * session_return reads it into "url", where it is "" when there is none; it has
 * to be looked at again, for the cookie comes from outside.
 */
void session_keep_return(struct answer *answer, const char *url);
void session_return(
    const struct request *request, char url[TICKET_RETURN_MAX + 1]);

#endif
