#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "web/checkup.h"
#include "web/cookie.h"
#include "web/session.h"
#include "web/trouble.h"

enum visit_result
session_identify(const struct call *call, session_reader *reader,
    struct session *session, struct err *err)
{
	const struct request *request = call->request;
	enum visit_result result;

	if (cookie_read(request_value(request, HEADER_COOKIE), COOKIE_SESSION,
		session->cookie, sizeof(session->cookie)) == -1)
		return VISIT_INVALID;
	result = reader(&call->desk, session->cookie, &session->visit, err);
	if (result != VISIT_OK)
		return result;
	if (guard_token(call->web->keys, session->cookie, session->csrf, err) ==
	    -1)
		return VISIT_FAILED;
	if (request->method == METHOD_POST &&
	    !guard_fits(call->web->keys, session->cookie,
		form_value(&request->form, "csrf")))
		return VISIT_INVALID;
	return VISIT_OK;
}

int
session_run(const struct call *call, bool proved, session_action *action,
    struct answer *answer, struct err *err)
{
	struct session session = {.cookie = ""};
	const struct visit *visit = &session.visit;
	enum visit_result result;
	int rc = -1;

	result = session_identify(call, visit_by_session, &session, err);
	if (result == VISIT_FAILED)
		goto out;
	if (result == VISIT_INVALID) {
		rc = trouble_answer(call, TROUBLE_SESSION, answer, err);
	} else if (visit->person.enrolled_at != 0 && !visit->renews) {
		rc = checkup_already(call, &visit->person, answer, err);
	} else if (visit->proved != proved) {
		page_redirect(
		    call, proved ? "/enrol/proof" : "/enrol/key", answer);
		rc = 0;
	} else {
		rc = action(call, &session, answer, err);
	}
out:
	hash_wipe(&session, sizeof(session));
	return rc;
}

enum visit_result
session_visit(const struct call *call, struct visit *visit, struct err *err)
{
	enum visit_result result;
	char cookie[LINK_SIZE];

	if (cookie_read(request_value(call->request, HEADER_COOKIE),
		COOKIE_SESSION, cookie, sizeof(cookie)) == -1)
		return VISIT_INVALID;
	result = visit_by_session(&call->desk, cookie, visit, err);
	hash_wipe(cookie, sizeof(cookie));
	return result;
}

int
session_resumes(const struct call *call, const struct person *person,
    bool *resumes, struct err *err)
{
	enum visit_result result;
	struct visit visit;

	result = session_visit(call, &visit, err);
	*resumes =
	    result == VISIT_OK && visit.proved && visit.person.id == person->id;
	return result == VISIT_FAILED ? -1 : 0;
}

void
session_fill(const char *csrf, struct page *page)
{
	value_set(page->data, "csrf", csrf);
}
