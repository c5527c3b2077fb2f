#include "base/hash.h"
#include "web/cookie.h"
#include "web/inside.h"
#include "web/trouble.h"

/* Who has the session, and a form of ours; else VISIT_INVALID. */
static enum visit_result
identify(const struct call *call, struct session *session, struct err *err)
{
	const struct request *request = call->request;
	enum visit_result result;

	if (cookie_read(request_value(request, HEADER_COOKIE), COOKIE_SESSION,
		session->cookie, sizeof(session->cookie)) == -1)
		return VISIT_INVALID;
	result = steward_by_session(
	    &call->desk, session->cookie, &session->visit, err);
	if (result != VISIT_OK)
		return result;
	if (guard_token(call->web->keys, session->cookie, session->csrf, err) ==
	    -1)
		return VISIT_FAILED;
	if (request->method == METHOD_POST &&
	    !guard_same(session->csrf, form_value(&request->form, "csrf")))
		return VISIT_INVALID;
	return VISIT_OK;
}

int
inside_run(const struct call *call, session_action *action,
    struct answer *answer, struct err *err)
{
	struct session session = {.cookie = ""};
	int rc = -1;

	switch (identify(call, &session, err)) {
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
