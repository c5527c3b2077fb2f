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
 * The address to go back to at the end travels in a cookie of its own; without
 * one, the cookie of somebody before ends.
 */
void session_keep_return(struct answer *answer, const char *url);

/*
 * Reads it back.  The cookie comes from outside, so the address is looked at
 * again: "url" is "" unless it leads to a host of enrol.return_to.  "origin" is
 * its scheme, host and port, as in "https://app.example.nl".
 */
#define SESSION_ORIGIN_SIZE 300
void session_return(const struct call *call, char url[TICKET_RETURN_MAX + 1],
    char origin[SESSION_ORIGIN_SIZE]);

#endif
