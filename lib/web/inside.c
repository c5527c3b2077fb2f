#include "base/clock.h"
#include "base/hash.h"
#include "web/cookie.h"
#include "web/inside.h"
#include "web/trouble.h"

int
inside_run(const struct call *call, session_action *action,
    struct answer *answer, struct err *err)
{
	struct session session = {.cookie = ""};
	int rc = -1;

	switch (session_identify(call, steward_by_session, &session, err)) {
	case VISIT_OK:
		rc = action(call, &session, answer, err);
		break;
	case VISIT_INVALID:
		rc = trouble_answer(call, TROUBLE_SESSION, answer, err);
		break;
	case VISIT_FAILED:
		break;
	}
	hash_wipe(&session, sizeof(session));
	return rc;
}

bool
inside_knows(const struct web *web, const struct request *request)
{
	char cookie[LINK_SIZE];
	struct link link;
	bool known;

	known = cookie_read(request_value(request, HEADER_COOKIE),
		    COOKIE_SESSION, cookie, sizeof(cookie)) == 0 &&
	    link_read(web->keys, cookie, &link) == 0 &&
	    link.purpose == LINK_STEWARD &&
	    link.expires_at > clock_now(web->clock);
	hash_wipe(cookie, sizeof(cookie));
	return known;
}

int
inside_open(struct page *page, const struct call *call,
    const struct session *session, struct err *err)
{
	if (page_open(page, call, &session->visit.person, STEP_NONE, err) == -1)
		return -1;
	session_fill(session->csrf, page);
	value_set(page->data, "organisation", session->visit.organisation.name);
	return 0;
}

int
inside_nobody(const struct call *call, enum steward_result result,
    struct answer *answer, struct err *err)
{
	return result == STEWARD_NOBODY
	    ? trouble_answer(call, TROUBLE_SESSION, answer, err)
	    : -1;
}
