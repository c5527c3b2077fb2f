#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "web/cookie.h"
#include "web/session.h"
#include "web/trouble.h"

static enum session_result
answered(int rc)
{
	return rc == -1 ? SESSION_FAILED : SESSION_ANSWERED;
}

static enum session_result
known(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	const struct request *request = call->request;
	enum visit_result result = VISIT_INVALID;

	if (cookie_read(request_value(request, HEADER_COOKIE), COOKIE_SESSION,
		session->cookie, sizeof(session->cookie)) == 0)
		result = visit_by_session(
		    &call->desk, session->cookie, &session->visit, err);
	if (result == VISIT_FAILED)
		return SESSION_FAILED;
	if (result == VISIT_INVALID)
		return answered(
		    trouble_answer(call, TROUBLE_SESSION, answer, err));
	if (guard_token(call->web->keys, session->cookie, session->csrf, err) ==
	    -1)
		return SESSION_FAILED;
	if (request->method == METHOD_POST &&
	    !guard_same(session->csrf, form_value(&request->form, "csrf")))
		return answered(
		    trouble_answer(call, TROUBLE_SESSION, answer, err));
	return SESSION_OK;
}

enum session_result
session_open(const struct call *call, bool proved, struct session *session,
    struct answer *answer, struct err *err)
{
	enum session_result result;

	memset(session, 0, sizeof(*session));
	result = known(call, session, answer, err);
	if (result == SESSION_OK && session->visit.person.enrolled_at != 0) {
		result = answered(page_plain(call, &session->visit.person, 200,
		    "page-already.html", answer, err));
	} else if (result == SESSION_OK && proved != session->visit.proved) {
		page_redirect(
		    call, proved ? "/enrol/proof" : "/enrol/key", answer);
		result = SESSION_ANSWERED;
	}
	if (result != SESSION_OK)
		session_free(session);
	return result;
}

void
session_free(struct session *session)
{
	hash_wipe(session, sizeof(*session));
}

void
session_fill(const struct session *session, struct page *page)
{
	value_set(page->data, "csrf", session->csrf);
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
