#include "base/hash.h"
#include "enrol/steward.h"
#include "otp/totp.h"
#include "render/facts.h"
#include "web/cookie.h"
#include "web/door.h"
#include "web/page.h"
#include "web/trouble.h"
#include "web/wait.h"

#define FIELD "typed"
#define MINUTE 60 /* seconds */

static int
show(const struct call *call, const struct visit *visit, unsigned int status,
    enum mistake mistake, const struct verdict *verdict, struct answer *answer,
    struct err *err)
{
	const struct person *person = &visit->person;
	enum steward_question question = steward_asks(&call->desk, visit, err);
	int64_t off = verdict->drift < 0 ? -verdict->drift : verdict->drift;
	struct page page;

	if (question == STEWARD_FAILED ||
	    page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	page_mistake(&page, mistake);
	value_set(page.data, "organisation", visit->organisation.name);
	value_set_bool(page.data, "asks_code", question == STEWARD_CODE);
	value_set_bool(
	    page.data, "asks_identifier", question == STEWARD_IDENTIFIER);
	value_set_bool(page.data, "asks_nothing", question == STEWARD_NOTHING);
	value_set_bool(page.data, "asks_enrol", question == STEWARD_ENROL);
	value_set(page.data, "label",
	    facts_identifier(call->web->config,
		templates_catalogue(call->web->templates, page.language),
		page.language));
	off = (off + MINUTE / 2) / MINUTE;
	value_set_number(page.data, "minutes", off);
	value_set_bool(page.data, "one", off == 1);
	value_set_bool(page.data, "ahead", verdict->drift > 0);
	if (status == 429 && verdict->retry_at != 0)
		wait_fill(&page, verdict->retry_at, answer);
	return page_send(&page, status, "page-team-door.html", "", answer, err);
}

int
door_page(const struct call *call, struct answer *answer, struct err *err)
{
	const struct verdict none = {.result = VERIFY_WRONG};
	struct visit visit;

	switch (steward_by_link(&call->desk, call->parameter, &visit, err)) {
	case VISIT_OK:
		return show(
		    call, &visit, 200, MISTAKE_NONE, &none, answer, err);
	case VISIT_INVALID:
		return trouble_answer(call, TROUBLE_LINK, answer, err);
	case VISIT_FAILED:
		break;
	}
	return -1;
}

/* Why somebody stays outside. */
static int
refuse(const struct call *call, const struct visit *visit,
    const struct verdict *verdict, struct answer *answer, struct err *err)
{
	static const struct {
		unsigned int status;
		enum mistake mistake;
	} refusals[] = {
	    [VERIFY_WRONG] = {422, MISTAKE_WRONG},
	    [VERIFY_CLOCK] = {422, MISTAKE_CLOCK},
	    [VERIFY_THROTTLED] = {429, MISTAKE_WAIT},
	    [VERIFY_BLOCKED] = {429, MISTAKE_BLOCKED},
	    [VERIFY_NOT_ENROLLED] = {200, MISTAKE_NONE},
	};

	return show(call, visit, refusals[verdict->result].status,
	    verdict->used ? MISTAKE_USED : refusals[verdict->result].mistake,
	    verdict, answer, err);
}

static int
enter(const struct call *call, struct visit *visit, struct answer *answer,
    struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	struct verdict verdict = {.result = VERIFY_WRONG};
	enum steward_question question = steward_asks(&call->desk, visit, err);
	char cookie[LINK_SIZE] = "", code[TOTP_DIGITS + 1];
	int rc = -1;

	if (question == STEWARD_FAILED)
		return -1;
	if (question != STEWARD_NOTHING && (typed == NULL || *typed == '\0'))
		return show(
		    call, visit, 422, MISTAKE_EMPTY, &verdict, answer, err);
	/* A slip of the fingers is no guess. */
	if (question == STEWARD_CODE && !totp_normalise(typed, code))
		return show(
		    call, visit, 422, MISTAKE_DIGITS, &verdict, answer, err);
	if (steward_enter(&call->desk, visit, typed == NULL ? "" : typed,
		cookie, &verdict, err) == -1)
		goto out;
	if (verdict.result != VERIFY_ACCEPTED) {
		rc = refuse(call, visit, &verdict, answer, err);
	} else {
		answer_cookie(answer, COOKIE_SESSION, cookie);
		page_redirect(call, "/team", answer);
		rc = 0;
	}
out:
	hash_wipe(cookie, sizeof(cookie));
	hash_wipe(code, sizeof(code));
	return rc;
}

int
door_enter(const struct call *call, struct answer *answer, struct err *err)
{
	struct visit visit;

	switch (steward_by_link(&call->desk, call->parameter, &visit, err)) {
	case VISIT_OK:
		return enter(call, &visit, answer, err);
	case VISIT_INVALID:
		return trouble_answer(call, TROUBLE_LINK, answer, err);
	case VISIT_FAILED:
		break;
	}
	return -1;
}
