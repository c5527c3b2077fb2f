#include "base/hash.h"
#include "enrol/enrolment.h"
#include "render/facts.h"
#include "web/cookie.h"
#include "web/page.h"
#include "web/proof.h"
#include "web/wait.h"
#include "web/session.h"

#define FIELD "identifier"

static void
fill(struct page *page, const char *csrf, const char *typed,
    enum mistake mistake)
{
	const struct web *web = page->call->web;

	session_fill(csrf, page);
	value_set(page->data, "label",
	    facts_identifier(web->config,
		templates_catalogue(web->templates, page->language),
		page->language));
	value_set(page->data, "typed", typed);
	page_mistake(page, mistake);
}

/* The page, with a mistake to tell unless MISTAKE_NONE. */
static int
show(const struct call *call, const struct session *session,
    unsigned int status, enum mistake mistake, struct answer *answer,
    struct err *err)
{
	const struct person *person = &session->visit.person;
	struct throttle throttle;
	struct page page;

	if (call->web->config->enrol.proof == PROOF_TICKET)
		return page_plain(
		    call, person, 200, "page-ticket.html", answer, err);
	if (throttle_get(call->desk.db, person->id, THROTTLE_PROOF, &throttle,
		err) == -1 ||
	    page_open(&page, call, person, STEP_PROOF, err) == -1)
		return -1;
	page_offer_languages(&page);
	fill(&page, session->csrf, form_value(&call->request->form, FIELD),
	    wait_mistake(&throttle, call->desk.now, mistake));
	if (wait_fill(&page, &throttle, person->id, answer, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(&page, status, "page-proof.html", "", answer, err);
}

static int
show_first(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	return show(call, session, 200, MISTAKE_NONE, answer, err);
}

int
proof_page(const struct call *call, struct answer *answer, struct err *err)
{
	return session_run(call, false, show_first, answer, err);
}

/* A new cookie, so that one taken before the proof is worth nothing. */
static int
go_on(const struct call *call, const struct session *session,
    const char *cookie, struct answer *answer, struct err *err)
{
	if (enrolment_start(&call->desk, &session->visit.person, err) ==
	    ENROLMENT_FAILED)
		return -1;
	answer_cookie(answer, COOKIE_SESSION, cookie);
	page_redirect(call, "/enrol/key", answer);
	return 0;
}

static int
answer_typed(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	char cookie[LINK_SIZE] = "";
	int64_t retry_at = 0;
	int rc = -1;

	if (typed == NULL || typed[0] == '\0')
		return show(call, session, 422, MISTAKE_EMPTY, answer, err);
	switch (visit_prove(
	    &call->desk, &session->visit, typed, cookie, &retry_at, err)) {
	case PROOF_RIGHT:
		rc = go_on(call, session, cookie, answer, err);
		break;
	case PROOF_WRONG:
		rc = show(call, session, 422, MISTAKE_WRONG, answer, err);
		break;
	case PROOF_WAIT:
		rc = show(call, session, 429, MISTAKE_WAIT, answer, err);
		break;
	case PROOF_FAILED:
		break;
	}
	hash_wipe(cookie, sizeof(cookie));
	return rc;
}

int
proof_typed(const struct call *call, struct answer *answer, struct err *err)
{
	return session_run(call, false, answer_typed, answer, err);
}

int
proof_specimen(struct page *page, unsigned int state, struct err *err)
{
	static const enum mistake mistakes[] = {MISTAKE_NONE, MISTAKE_EMPTY,
	    MISTAKE_WRONG, MISTAKE_WAIT, MISTAKE_BLOCKED};
	bool many = state >= PROOF_SPECIMENS / 2;

	(void)err;
	fill(page, "token", many ? "12345" : "",
	    mistakes[state % (PROOF_SPECIMENS / 2)]);
	wait_show(page, many ? "14:05" : "", many ? "472-109-3816" : "");
	return 0;
}
