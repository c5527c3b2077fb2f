#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include <stdbool.h>

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

/* What to do for somebody whose session is good.  As for a handler. */
typedef int session_action(const struct call *call, struct session *session,
    struct answer *answer, struct err *err);

/* Whose a cookie is: visit_by_session or steward_by_session. */
typedef enum visit_result session_reader(const struct desk *desk,
    const char *cookie, struct visit *visit, struct err *err);

/*
 * Who sends the request, by the cookie that "reader" knows.  VISIT_INVALID
 * also when it is a form without the token of our pages.  Wipe "session" after.
 */
enum visit_result session_identify(const struct call *call,
    session_reader *reader, struct session *session, struct err *err);

/*
 * Runs "action" for a page that asks for the proof or, with "proved", comes
 * after it.  Who has no session, is at another step, is enrolled already, or
 * sends a form without its token is sent to the right page instead.  Returns as
 * a handler.
 */
int session_run(const struct call *call, bool proved, session_action *action,
    struct answer *answer, struct err *err);

/* Whose session the browser has, at whatever step; VISIT_INVALID for none. */
enum visit_result session_visit(
    const struct call *call, struct visit *visit, struct err *err);

/*
 * Whether the browser has a session in which this person has given the proof:
 * who comes back half-way is not asked again.  Returns 0, or -1 with "err".
 */
int session_resumes(const struct call *call, const struct person *person,
    bool *resumes, struct err *err);

/* Puts the token into a page's forms. */
void session_fill(const char *csrf, struct page *page);

#endif
