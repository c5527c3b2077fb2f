#include "base/clock.h"
#include "base/hash.h"
#include "enrol/steward.h"
#include "render/facts.h"
#include "web/complaint.h"
#include "web/cookie.h"
#include "web/door.h"
#include "web/trouble.h"
#include "web/typing.h"
#include "web/wait.h"

#define FIELD "typed"

/* What the door asks, and what is wrong with what was typed. */
struct view {
	enum steward_question question;
	struct complaint complaint;
};

static void
fill(struct page *page, const char *account, const char *organisation,
    const struct view *view)
{
	const struct web *web = page->call->web;

	complaint_fill(page, account, &view->complaint);
	value_set(page->data, "organisation", organisation);
	value_set_bool(page->data, "asks_code", view->question == STEWARD_CODE);
	value_set_bool(page->data, "asks_identifier",
	    view->question == STEWARD_IDENTIFIER);
	value_set_bool(
	    page->data, "asks_nothing", view->question == STEWARD_NOTHING);
	value_set_bool(
	    page->data, "asks_enrol", view->question == STEWARD_ENROL);
	value_set(page->data, "label",
	    facts_identifier(web->config,
		templates_catalogue(web->templates, page->language),
		page->language));
}

static int
show(const struct call *call, const struct visit *visit, struct view *view,
    struct answer *answer, struct err *err)
{
	const struct person *person = &visit->person;
	struct complaint *complaint = &view->complaint;
	struct throttle throttle;
	struct page page;

	if (throttle_get(call->desk.db, person->id,
		view->question == STEWARD_CODE ? THROTTLE_CODE : THROTTLE_PROOF,
		&throttle, err) == -1 ||
	    page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	complaint->mistake =
	    wait_mistake(&throttle, call->desk.now, complaint->mistake);
	fill(&page, person->ref, visit->organisation.name, view);
	if (wait_fill(&page, &throttle, person->id, answer, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(
	    &page, complaint->status, "page-team-door.html", "", answer, err);
}

/* A slip of the fingers is no guess, so it does not count as one. */
static struct complaint
slip_of(enum steward_question question, const char *typed)
{
	struct complaint slip = {422, MISTAKE_NONE, 0, 0};
	char digits[TOTP_DIGITS + 1];

	if (question == STEWARD_CODE)
		slip.mistake = typing_judge(typed, digits, &slip.count);
	else if (question == STEWARD_IDENTIFIER && typed[0] == '\0')
		slip.mistake = MISTAKE_EMPTY;
	hash_wipe(digits, sizeof(digits));
	return slip;
}

static int
enter(const struct call *call, struct visit *visit, struct view *view,
    struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	struct verdict verdict;
	char cookie[LINK_SIZE] = "";
	int rc = -1;

	if (typed == NULL)
		typed = "";
	view->complaint = slip_of(view->question, typed);
	if (view->complaint.mistake != MISTAKE_NONE)
		return show(call, visit, view, answer, err);
	if (steward_enter(&call->desk, visit, typed, cookie, &verdict, err) ==
	    -1)
		goto out;
	if (verdict.result != VERIFY_ACCEPTED) {
		view->complaint = complaint_of(&verdict);
		rc = show(call, visit, view, answer, err);
	} else {
		answer_cookie(answer, COOKIE_SESSION, cookie);
		page_redirect(call, "/team", answer);
		rc = 0;
	}
out:
	hash_wipe(cookie, sizeof(cookie));
	return rc;
}

/* Who comes by the link, and what is asked. */
static enum visit_result
come(const struct call *call, struct visit *visit, struct view *view,
    struct err *err)
{
	enum visit_result result =
	    steward_by_link(&call->desk, call->parameter, visit, err);

	if (result != VISIT_OK)
		return result;
	view->question = steward_asks(&call->desk, visit, err);
	return view->question == STEWARD_FAILED ? VISIT_FAILED : VISIT_OK;
}

int
door_page(const struct call *call, struct answer *answer, struct err *err)
{
	struct view view = {.complaint.status = 200};
	struct visit visit;

	switch (come(call, &visit, &view, err)) {
	case VISIT_OK:
		return show(call, &visit, &view, answer, err);
	case VISIT_INVALID:
		return trouble_answer(call, TROUBLE_LINK, answer, err);
	case VISIT_FAILED:
		break;
	}
	return -1;
}

int
door_enter(const struct call *call, struct answer *answer, struct err *err)
{
	struct view view = {.complaint.status = 200};
	struct visit visit;

	switch (come(call, &visit, &view, err)) {
	case VISIT_OK:
		return enter(call, &visit, &view, answer, err);
	case VISIT_INVALID:
		return trouble_answer(call, TROUBLE_LINK, answer, err);
	case VISIT_FAILED:
		break;
	}
	return -1;
}

int
door_specimen(struct page *page, unsigned int state, struct err *err)
{
	static const struct {
		enum steward_question question;
		enum mistake mistake;
	} others[] = {{STEWARD_NOTHING, MISTAKE_NONE},
	    {STEWARD_ENROL, MISTAKE_NONE}, {STEWARD_IDENTIFIER, MISTAKE_NONE},
	    {STEWARD_IDENTIFIER, MISTAKE_EMPTY},
	    {STEWARD_IDENTIFIER, MISTAKE_WRONG},
	    {STEWARD_IDENTIFIER, MISTAKE_WAIT}};
	bool many = state >= MISTAKES;
	struct view view = {.question = STEWARD_CODE,
	    .complaint = {.mistake = state % MISTAKES,
		.count = 7,
		.drift = 5 * CLOCK_MINUTE}};

	if (state >= DOOR_SPECIMENS_CODE) {
		state -= DOOR_SPECIMENS_CODE;
		view.question = others[state].question;
		view.complaint.mistake = others[state].mistake;
	}
	(void)err;
	fill(page, "kim", "De Linde", &view);
	wait_show(page, many ? "14:05" : "", many ? "472-109-3816" : "");
	return 0;
}
