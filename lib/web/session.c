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

void
session_keep_return(struct answer *answer, const char *url)
{
	char value[ENCODE_BASE64URL_SIZE(TICKET_RETURN_MAX)];

	encode_base64url((const uint8_t *)url, strlen(url), value);
	answer_cookie(answer, COOKIE_RETURN, value);
}

/*
 * Scheme, host and port stand in a policy, so nothing else may be in them that
 * means something there.
 */
static int
origin_of(const char *url, char origin[SESSION_ORIGIN_SIZE])
{
	const char *host = strstr(url, "://");
	size_t len;

	if (host == NULL)
		return -1;
	len = (size_t)(host - url) + 3;
	len += strspn(url + len,
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789.-:");
	if (len >= SESSION_ORIGIN_SIZE || strchr("/?#", url[len]) == NULL)
		return -1;
	memcpy(origin, url, len);
	origin[len] = '\0';
	return 0;
}

static void
read_return(const struct request *request, char url[TICKET_RETURN_MAX + 1])
{
	char value[ENCODE_BASE64URL_SIZE(TICKET_RETURN_MAX)];
	int len = 0;

	if (cookie_read(request_value(request, HEADER_COOKIE), COOKIE_RETURN,
		value, sizeof(value)) == 0)
		len =
		    decode_base64url(value, (uint8_t *)url, TICKET_RETURN_MAX);
	url[len > 0 ? len : 0] = '\0';
}

void
session_return(const struct call *call, char url[TICKET_RETURN_MAX + 1],
    char origin[SESSION_ORIGIN_SIZE])
{
	origin[0] = '\0';
	read_return(call->request, url);
	if (!ticket_return_allowed(call->web->config, url) ||
	    origin_of(url, origin) == -1)
		url[0] = '\0';
}
