#include "base/day.h"
#include "base/text.h"
#include "enrol/steward.h"
#include "render/headway.h"
#include "schedule/ladder.h"
#include "store/progress.h"
#include "web/inside.h"
#include "web/page.h"
#include "web/papers.h"
#include "web/proposal.h"
#include "web/team.h"

#define PERSON "person"
#define ALL "all"
#define STRAGGLERS 200 /* on a page; "all" is for all of them */
#define PHRASE_MAX 500 /* bytes of a number in words */

static int
add_stragglers(const struct call *call, const struct session *session,
    const struct period *period, struct page *page, struct err *err)
{
	const struct catalogue *words =
	    templates_catalogue(call->web->templates, page->language);
	struct value *list = value_set_list(page->data, "stragglers");
	struct straggler straggler;
	struct db_rows *rows;
	int64_t count = 0;
	int more;

	value_set(page->data, "more", "");
	if (!call->web->config->digest.names)
		return 0;
	rows = progress_stragglers(
	    call->desk.db, session->visit.person.organisation, period, err);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		progress_straggler(rows, &straggler);
		/* Who looks at the page needs no link from it. */
		if (straggler.id != session->visit.person.id &&
		    ++count <= STRAGGLERS)
			headway_straggler(&straggler, words, list);
	}
	db_end(rows);
	if (count > STRAGGLERS)
		value_set_number(page->data, "more", count - STRAGGLERS);
	return more;
}

static void
set_days(struct page *page, const struct catalogue *words, int64_t deadline,
    int64_t left)
{
	struct buf phrase;

	page_day(page, page->data, "deadline", deadline);
	buf_init(&phrase, PHRASE_MAX);
	catalogue_days(words, left > 0 ? left : 0, &phrase);
	value_set(page->data, "days_left_words", phrase.data);
	value_set_bool(page->data, "deadline_passed", left <= 0);
	buf_free(&phrase);
}

/* The figures, without the people. */
static void
fill(struct page *page, const struct progress *progress, int64_t deadline,
    int64_t today)
{
	const struct web *web = page->call->web;
	const struct catalogue *words =
	    templates_catalogue(web->templates, page->language);

	headway_fill(progress, words, page->data);
	headway_number(page->data, "people", words, progress->people);
	headway_number(
	    page->data, "enrolled_people", words, progress->enrolled);
	value_set_number(
	    page->data, "width_enrolled", progress_percent(progress));
	value_set_bool(page->data, "names", web->config->digest.names);
	value_set_bool(page->data, "lists", web->config->digest.lists);
	value_set_number(page->data, "limit", PROPOSAL_MEGABYTES);
	set_days(page, words, deadline, deadline - today);
}

static int
show(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	const struct person *person = &session->visit.person;
	int64_t now = call->desk.now, today = day_of(now);
	int64_t deadline = ladder_deadline_day(call->web->config, person);
	const struct period period = {
	    day_at(today - DAY_WEEK, day_minute_of(now)), now, today};
	struct progress progress;
	struct page page;

	if (progress_of(call->desk.db, person->organisation, &period, &progress,
		err) == -1 ||
	    inside_open(&page, call, session, err) == -1)
		return -1;
	page_offer_languages(&page);
	fill(&page, &progress, deadline, today);
	if (add_stragglers(call, session, &period, &page, err) == -1 ||
	    papers_offer(&page, call->desk.db, person->organisation, err) ==
		-1) {
		page_free(&page);
		return -1;
	}
	return page_send(&page, 200, "page-team.html", "", answer, err);
}

int
team_page(const struct call *call, struct answer *answer, struct err *err)
{
	return inside_run(call, show, answer, err);
}

/* What was done, and the way back. */
static int
show_done(const struct call *call, const struct session *session, int64_t sent,
    const char *left, struct answer *answer, struct err *err)
{
	struct buf phrase;
	struct page page;

	if (inside_open(&page, call, session, err) == -1)
		return -1;
	buf_init(&phrase, PHRASE_MAX);
	catalogue_count(
	    templates_catalogue(call->web->templates, page.language), "people",
	    sent, &phrase);
	value_set(page.data, "sent_words", sent > 0 ? phrase.data : "");
	value_set(page.data, "left_name", left);
	buf_free(&phrase);
	return page_send(&page, 200, "page-team-done.html", "", answer, err);
}

/* The person that a form names; 0 for all, -1 for none who may be named. */
static int64_t
person_of(const struct call *call)
{
	const char *text = form_value(&call->request->form, PERSON);
	int64_t id;

	if (text == NULL)
		return -1;
	if (text_same(text, ALL))
		return 0;
	if (!call->web->config->digest.names)
		return -1;
	return text_number(text, 1, INT64_MAX, &id) == 0 ? id : -1;
}

static int
resend(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	enum steward_result result = STEWARD_NOBODY;
	int64_t id = person_of(call), sent = 0;

	if (id >= 0)
		result = steward_resend(
		    &call->desk, &session->visit, id, &sent, err);
	if (result != STEWARD_DONE)
		return inside_nobody(call, result, answer, err);
	return show_done(call, session, sent, "", answer, err);
}

int
team_resend(const struct call *call, struct answer *answer, struct err *err)
{
	return inside_run(call, resend, answer, err);
}

static int
ask(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	enum steward_result result = STEWARD_NOBODY;
	int64_t id = person_of(call);
	struct person person;
	struct page page;

	if (id > 0)
		result = steward_person(
		    &call->desk, &session->visit, id, &person, err);
	if (result != STEWARD_DONE)
		return inside_nobody(call, result, answer, err);
	if (inside_open(&page, call, session, err) == -1)
		return -1;
	value_set(page.data, "who", person.name);
	value_set_number(page.data, "person", id);
	return page_send(&page, 200, "page-team-leave.html", "", answer, err);
}

int
team_leave(const struct call *call, struct answer *answer, struct err *err)
{
	return inside_run(call, ask, answer, err);
}

static int
leave(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	enum steward_result result = STEWARD_NOBODY;
	int64_t id = person_of(call);
	struct person person;

	if (id > 0)
		result = steward_person(
		    &call->desk, &session->visit, id, &person, err);
	if (result == STEWARD_DONE)
		result = steward_left(&call->desk, &session->visit, id, err);
	if (result != STEWARD_DONE)
		return inside_nobody(call, result, answer, err);
	return show_done(call, session, 0, person.name, answer, err);
}

int
team_left(const struct call *call, struct answer *answer, struct err *err)
{
	return inside_run(call, leave, answer, err);
}

int
team_specimen(struct page *page, unsigned int state, struct err *err)
{
	const struct progress progress = {.people = 20,
	    .enrolled = state == 1 ? 20 : 12,
	    .gained = 3,
	    .exempt = state == 2 ? 1 : 0};
	const struct straggler straggler = {.id = 1,
	    .ref = "sam",
	    .name = "Sam de Wit",
	    .promised_day = state == 2 ? 20790 : 0,
	    .unreachable = state == 3};

	(void)err;
	session_fill("token", page);
	value_set(page->data, "organisation", "De Linde");
	fill(page, &progress, 20788, state == 3 ? 20790 : 20700);
	value_set_bool(page->data, "names", true);
	value_set_bool(page->data, "lists", state != 3);
	headway_straggler(&straggler,
	    templates_catalogue(page->call->web->templates, page->language),
	    value_set_list(page->data, "stragglers"));
	value_set(page->data, "more", state == 2 ? "7" : "");
	papers_specimen(page, state == 2);
	return 0;
}

int
team_specimen_leave(struct page *page, unsigned int state, struct err *err)
{
	(void)state;
	(void)err;
	session_fill("token", page);
	value_set(page->data, "organisation", "De Linde");
	value_set(page->data, "who", "Sam de Wit");
	value_set(page->data, "person", "1");
	return 0;
}

int
team_specimen_done(struct page *page, unsigned int state, struct err *err)
{
	(void)err;
	session_fill("token", page);
	value_set(page->data, "organisation", "De Linde");
	value_set(page->data, "sent_words", state == 1 ? "8" : "");
	value_set(page->data, "left_name", state == 2 ? "Sam de Wit" : "");
	return 0;
}
