#ifndef WEB_INSIDE_H
#define WEB_INSIDE_H

#include "enrol/steward.h"
#include "web/page.h"
#include "web/session.h"

/* An administrator who has come in by the door (door.h). */

/*
 * Runs "action" for who has the session; who has none, or sends a form without
 * its token, is told so instead.  Returns as a handler.
 */
int inside_run(const struct call *call, session_action *action,
    struct answer *answer, struct err *err);

/*
 * Whether a request has the cookie of such a session, as far as that can be
 * told without the database, before its body comes.
 */
bool inside_knows(const struct web *web, const struct request *request);

/* As page_open(), with the institution's name and the token of the forms. */
int inside_open(struct page *page, const struct call *call,
    const struct session *session, struct err *err);

/* Answers for what could not be done, as if whom it names were not there. */
int inside_nobody(const struct call *call, enum steward_result result,
    struct answer *answer, struct err *err);

#endif
