#include "base/day.h"
#include "base/hash.h"
#include "enrol/enrolment.h"
#include "enrol/promise.h"
#include "enrol/visit.h"
#include "render/facts.h"
#include "schedule/ladder.h"
#include "web/checkup.h"
#include "web/cookie.h"
#include "web/session.h"
#include "web/trouble.h"
#include "web/wayback.h"
#include "web/welcome.h"

/* How far somebody is who opens the page. */
struct standing_here {
	bool asked; /* the proof is still to be given */
	int64_t deadline;
	bool passed;       /* the deadline */
	bool started;      /* was shown a key before, and gave no code */
	int64_t promised;  /* a day to come, else 0 */
	const char *token; /* of a link, with which to promise; "" for none */
};

static void
fill(struct page *page, const struct standing_here *here)
{
	const struct web *web = page->call->web;

	value_set(page->data, "label",
	    !here->asked
		? ""
		: facts_identifier(web->config,
		      templates_catalogue(web->templates, page->language),
		      page->language));
	page_day(page, page->data, "deadline", here->deadline);
	value_set_bool(page->data, "passed", here->passed);
	value_set_bool(page->data, "started", here->started);
	value_set(page->data, "promised", "");
	if (here->promised != 0)
		page_day(page, page->data, "promised", here->promised);
	value_set(page->data, "later", here->token);
}

/* Whether the page offers to choose a later day, or tells the chosen one. */
static void
look_ahead(const struct call *call, const struct person *person,
    struct standing_here *here)
{
	const struct config *config = call->web->config;
	int64_t today = day_of(call->desk.now);
	struct promise_room room;

	here->promised = promise_ahead(config, person, today);
	if (here->promised != 0 ||
	    promise_room(config, person, today, &room) == PROMISE_OPEN)
		here->token = call->parameter;
}

static int
show_person(const struct call *call, const struct visit *visit, bool link,
    struct answer *answer, struct err *err)
{
	const struct person *person = &visit->person;
	struct standing_here here = {.token = ""};
	struct page page;
	bool resumes;

	if (session_resumes(call, person, &resumes, err) == -1)
		return -1;
	here.asked = !visit->proved && !resumes &&
	    call->web->config->enrol.proof == PROOF_IDENTIFIER;
	here.deadline = ladder_deadline_day(call->web->config, person);
	here.passed = day_of(call->desk.now) >= here.deadline;
	here.started = person->started_at != 0;
	if (link)
		look_ahead(call, person, &here);
	if (page_open(&page, call, person, STEP_WELCOME, err) == -1)
		return -1;
	page_offer_languages(&page);
	if (link)
		page_aid_of(&page, call->parameter);
	fill(&page, &here);
	return page_send(&page, 200, "page-welcome.html", "", answer, err);
}

/* What a link or a ticket gives when it is opened. */
static int
show(const struct call *call, enum visit_result result,
    const struct visit *visit, bool link, struct answer *answer,
    struct err *err)
{
	if (result == VISIT_FAILED)
		return -1;
	if (result == VISIT_INVALID)
		return trouble_answer(call, TROUBLE_LINK, answer, err);
	if (visit->person.enrolled_at != 0)
		return checkup_already(call, &visit->person, answer, err);
	return show_person(call, visit, link, answer, err);
}

int
welcome_link(const struct call *call, struct answer *answer, struct err *err)
{
	struct visit visit;
	enum visit_result result;

	result = visit_by_link(&call->desk, call->parameter, &visit, err);
	return show(call, result, &visit, true, answer, err);
}

int
welcome_ticket(const struct call *call, struct answer *answer, struct err *err)
{
	struct visit visit;
	enum visit_result result;

	result = visit_by_ticket(&call->desk, call->parameter, &visit, err);
	return show(call, result, &visit, false, answer, err);
}

/* The secret is made now, since somebody asks for it. */
static int
show_key(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err)
{
	if (enrolment_start(&call->desk, person, err) == ENROLMENT_FAILED)
		return -1;
	page_redirect(call, "/enrol/key", answer);
	return 0;
}

static int
go_on(const struct call *call, const struct visit *visit, const char *cookie,
    struct answer *answer, struct err *err)
{
	answer_cookie(answer, COOKIE_SESSION, cookie);
	wayback_keep(answer, visit->return_to, call->parameter);
	if (!visit->proved) {
		page_redirect(call, "/enrol/proof", answer);
		return 0;
	}
	return show_key(call, &visit->person, answer, err);
}

int
welcome_begin(const struct call *call, struct answer *answer, struct err *err)
{
	char cookie[LINK_SIZE] = "";
	enum visit_result result;
	struct visit visit;
	bool resumes = false;
	int rc = -1;

	result = visit_by_link(&call->desk, call->parameter, &visit, err);
	if (result == VISIT_OK && visit.person.enrolled_at == 0) {
		if (session_resumes(call, &visit.person, &resumes, err) == -1)
			return -1;
		if (resumes)
			return show_key(call, &visit.person, answer, err);
		result = visit_begin(&call->desk, &visit, cookie, err);
	}
	if (result != VISIT_OK || cookie[0] == '\0')
		return show(call, result, &visit, true, answer, err);
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
		return show(call, result, &visit, false, answer, err);
	rc = go_on(call, &visit, cookie, answer, err);
	hash_wipe(cookie, sizeof(cookie));
	return rc;
}

int
welcome_specimen(struct page *page, unsigned int state, struct err *err)
{
	int64_t today = day_of(page->call->desk.now);
	const struct standing_here here = {.asked = state & 1,
	    .deadline = today,
	    .passed = state & 1,
	    .started = state & 2,
	    .promised = state & 4 ? today : 0,
	    .token = state & 1 ? "" : "token"};

	(void)err;
	fill(page, &here);
	return 0;
}
