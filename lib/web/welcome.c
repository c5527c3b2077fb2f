#include "base/hash.h"
#include "enrol/enrolment.h"
#include "enrol/visit.h"
#include "render/facts.h"
#include "web/cookie.h"
#include "web/page.h"
#include "web/session.h"
#include "web/trouble.h"
#include "web/welcome.h"

static int
already(const struct call *call, const struct visit *visit,
    struct answer *answer, struct err *err)
{
	return page_plain(
	    call, &visit->person, 200, "page-already.html", answer, err);
}

/* What a link or a ticket gives when it is opened. */
static int
show(const struct call *call, enum visit_result result,
    const struct visit *visit, struct answer *answer, struct err *err)
{
	const struct config *config = call->web->config;
	struct page page;

	if (result == VISIT_FAILED)
		return -1;
	if (result == VISIT_INVALID)
		return trouble_answer(call, TROUBLE_LINK, answer, err);
	if (visit->person.enrolled_at != 0)
		return already(call, visit, answer, err);
	if (page_open(&page, call, &visit->person, STEP_WELCOME, err) == -1)
		return -1;
	page_offer_languages(&page);
	value_set(page.data, "label",
	    visit->proved || config->enrol.proof != PROOF_IDENTIFIER
		? ""
		: facts_identifier(config,
		      templates_catalogue(call->web->templates, page.language),
		      page.language));
	return page_send(&page, 200, "page-welcome.html", "", answer, err);
}

int
welcome_link(const struct call *call, struct answer *answer, struct err *err)
{
	struct visit visit;
	enum visit_result result;

	result = visit_by_link(&call->desk, call->parameter, &visit, err);
	return show(call, result, &visit, answer, err);
}

int
welcome_ticket(const struct call *call, struct answer *answer, struct err *err)
{
	struct visit visit;
	enum visit_result result;

	result = visit_by_ticket(&call->desk, call->parameter, &visit, err);
	return show(call, result, &visit, answer, err);
}

/* The secret is made now, since somebody asks for it. */
static int
go_on(const struct call *call, const struct visit *visit, const char *cookie,
    struct answer *answer, struct err *err)
{
	answer_cookie(answer, COOKIE_SESSION, cookie);
	session_keep_return(answer, visit->return_to);
	if (!visit->proved) {
		page_redirect(call, "/enrol/proof", answer);
		return 0;
	}
	if (enrolment_start(&call->desk, &visit->person, err) ==
	    ENROLMENT_FAILED)
		return -1;
	page_redirect(call, "/enrol/key", answer);
	return 0;
}

int
welcome_begin(const struct call *call, struct answer *answer, struct err *err)
{
	char cookie[LINK_SIZE] = "";
	enum visit_result result;
	struct visit visit;
	int rc = -1;

	result = visit_by_link(&call->desk, call->parameter, &visit, err);
	if (result == VISIT_OK && visit.person.enrolled_at == 0)
		result = visit_begin(&call->desk, &visit, cookie, err);
	if (result != VISIT_OK || cookie[0] == '\0')
		return show(call, result, &visit, answer, err);
	rc = go_on(call, &visit, cookie, answer, err);
	hash_wipe(cookie, sizeof(cookie));
	return rc;
}

int
welcome_spend(const struct call *call, struct answer *answer, struct err *err)
{
	char cookie[LINK_SIZE] = "";
	enum visit_result result;
	struct visit visit;
	int rc = -1;

	result = visit_by_ticket(&call->desk, call->parameter, &visit, err);
	if (result == VISIT_OK && visit.person.enrolled_at == 0)
		result = visit_spend(
		    &call->desk, call->parameter, &visit, cookie, err);
	if (result != VISIT_OK || cookie[0] == '\0')
		return show(call, result, &visit, answer, err);
	rc = go_on(call, &visit, cookie, answer, err);
	hash_wipe(cookie, sizeof(cookie));
	return rc;
}
