#include "base/clock.h"
#include "base/hash.h"
#include "enrol/steward.h"
#include "render/facts.h"
#include "web/cookie.h"
#include "web/door.h"
#include "web/trouble.h"
#include "web/typing.h"
#include "web/wait.h"

#define FIELD "typed"

/* What the door asks, and what is wrong with what was typed. */
struct view {
	enum steward_question question;
	enum mistake mistake;
	int count;     /* digits that were typed */
	int64_t drift; /* seconds that the device is ahead */
};

static void
fill(struct page *page, const char *organisation, const struct view *view)
{
	const struct web *web = page->call->web;
	int64_t off = view->drift < 0 ? -view->drift : view->drift;

	page_mistake(page, view->mistake);
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
	value_set_number(page->data, "count", view->count);
	off = (off + CLOCK_MINUTE / 2) / CLOCK_MINUTE;
	value_set_number(page->data, "minutes", off);
	value_set_bool(page->data, "one", off == 1);
	value_set_bool(page->data, "ahead", view->drift > 0);
}

static int
show(const struct call *call, const struct visit *visit, unsigned int status,
    struct view *view, struct answer *answer, struct err *err)
{
	const struct person *person = &visit->person;
	struct throttle throttle;
	struct page page;

	if (throttle_get(call->desk.db, person->id,
		view->question == STEWARD_CODE ? THROTTLE_CODE : THROTTLE_PROOF,
		&throttle, err) == -1 ||
	    page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	view->mistake = wait_mistake(&throttle, call->desk.now, view->mistake);
	fill(&page, visit->organisation.name, view);
	if (wait_fill(&page, &throttle, person->id, answer, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(&page, status, "page-team-door.html", "", answer, err);
}

/* Why somebody stays outside. */
static int
refuse(const struct call *call, const struct visit *visit,
    const struct verdict *verdict, struct view *view, struct answer *answer,
    struct err *err)
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

	view->mistake =
	    verdict->used ? MISTAKE_USED : refusals[verdict->result].mistake;
	view->drift = verdict->drift;
	return show(
	    call, visit, refusals[verdict->result].status, view, answer, err);
}

/* A slip of the fingers is no guess, so it does not count as one. */
static enum mistake
slip_of(const char *typed, struct view *view)
{
	char digits[TOTP_DIGITS + 1];
	enum mistake mistake = MISTAKE_NONE;

	if (view->question == STEWARD_CODE)
		mistake = typing_judge(typed, digits, &view->count);
	else if (view->question == STEWARD_IDENTIFIER && typed[0] == '\0')
		mistake = MISTAKE_EMPTY;
	hash_wipe(digits, sizeof(digits));
	return mistake;
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
	view->mistake = slip_of(typed, view);
	if (view->mistake != MISTAKE_NONE)
		return show(call, visit, 422, view, answer, err);
	if (steward_enter(&call->desk, visit, typed, cookie, &verdict, err) ==
	    -1)
		goto out;
	if (verdict.result != VERIFY_ACCEPTED) {
		rc = refuse(call, visit, &verdict, view, answer, err);
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
	struct view view = {.mistake = MISTAKE_NONE};
	struct visit visit;

	switch (come(call, &visit, &view, err)) {
	case VISIT_OK:
		return show(call, &visit, 200, &view, answer, err);
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
	struct view view = {.mistake = MISTAKE_NONE};
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
	bool many = state >= DOOR_SPECIMENS / 2;
	const struct view view = {.question = state % STEWARD_FAILED,
	    .mistake = state / STEWARD_FAILED % MISTAKES,
	    .count = 7,
	    .drift = 5 * CLOCK_MINUTE};

	(void)err;
	fill(page, "De Linde", &view);
	wait_show(page, many ? "14:05" : "", many ? "472-109-3816" : "");
	return 0;
}
