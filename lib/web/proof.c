#include "base/hash.h"
#include "enrol/enrolment.h"
#include "render/facts.h"
#include "web/cookie.h"
#include "web/page.h"
#include "web/proof.h"
#include "web/wait.h"
#include "web/session.h"

#define FIELD "identifier"

/* The page, with a mistake to tell unless MISTAKE_NONE. */
static int
show(const struct call *call, const struct session *session,
    unsigned int status, enum mistake mistake, int64_t retry_at,
    struct answer *answer, struct err *err)
{
	const struct config *config = call->web->config;
	const struct person *person = &session->visit.person;
	struct page page;

	if (config->enrol.proof == PROOF_TICKET)
		return page_plain(
		    call, person, 200, "page-ticket.html", answer, err);
	if (page_open(&page, call, person, STEP_PROOF, err) == -1)
		return -1;
	page_offer_languages(&page);
	session_fill(session, &page);
	value_set(page.data, "label",
	    facts_identifier(config,
		templates_catalogue(call->web->templates, page.language),
		page.language));
	value_set(page.data, "typed", form_value(&call->request->form, FIELD));
	page_mistake(&page, mistake);
	if (retry_at != 0)
		wait_fill(&page, retry_at, answer);
	return page_send(&page, status, "page-proof.html", "", answer, err);
}

static int
show_first(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	return show(call, session, 200, MISTAKE_NONE, 0, answer, err);
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
		return show(call, session, 422, MISTAKE_EMPTY, 0, answer, err);
	switch (visit_prove(
	    &call->desk, &session->visit, typed, cookie, &retry_at, err)) {
	case PROOF_RIGHT:
		rc = go_on(call, session, cookie, answer, err);
		break;
	case PROOF_WRONG:
		rc = show(call, session, 422, MISTAKE_WRONG, 0, answer, err);
		break;
	case PROOF_WAIT:
		rc = show(
		    call, session, 429, MISTAKE_WAIT, retry_at, answer, err);
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
