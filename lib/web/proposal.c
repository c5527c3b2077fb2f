#include <string.h>

#include "base/text.h"
#include "web/consent.h"
#include "web/inside.h"
#include "web/proposal.h"

#define PAGE "page-team-list.html"
#define TEAM "/team"
#define SEAL "seal"

static void
fill(struct page *page, enum offer_fate fate, enum proposal_word word)
{
	struct value *data = page->data;

	value_set_bool(data, "shown", fate == OFFER_TRIED);
	value_set_bool(data, "taken", fate == OFFER_TAKEN);
	value_set_bool(data, "refused_all", fate == OFFER_REFUSED);
	value_set_bool(data, "empty", word == PROPOSAL_EMPTY);
	value_set_bool(data, "large", word == PROPOSAL_LARGE);
	value_set_bool(data, "gone", word == PROPOSAL_GONE);
	value_set_bool(data, "moved", word == PROPOSAL_MOVED);
	value_set_number(data, "limit", PROPOSAL_MEGABYTES);
}

int
proposal_none(const struct call *call, const struct session *session,
    enum proposal_word word, struct answer *answer, struct err *err)
{
	struct page page;

	if (inside_open(&page, call, session, err) == -1)
		return -1;
	value_set_bool(page.data, "whole", false);
	fill(&page, OFFER_FAILED, word);
	return page_send(
	    &page, word == PROPOSAL_GONE ? 410 : 422, PAGE, "", answer, err);
}

/* Keeps a list that would do something, and forgets another. */
static int
keep(const struct call *call, const struct offer *offer, enum offer_fate fate,
    struct err *err)
{
	struct db *db = call->desk.db;
	int rc;

	if (db_begin(db, err) == -1)
		return -1;
	rc = fate == OFFER_TRIED ? offer_put(db, offer, err)
				 : offer_drop(db, offer->person, err);
	if (rc == 0)
		rc = db_commit(db, err);
	if (rc == -1)
		db_rollback(db);
	return rc;
}

int
proposal_try(const struct call *call, const struct session *session,
    struct offer *offer, enum proposal_word word, struct answer *answer,
    struct err *err)
{
	const struct web *web = call->web;
	char seal[CONSENT_SIZE] = "";
	enum offer_fate fate;
	struct page page;

	if (inside_open(&page, call, session, err) == -1)
		return -1;
	fate = web->writers.list(web->writers.context, &call->desk, offer, NULL,
	    templates_catalogue(web->templates, page.language), page.data,
	    offer->sum, err);
	if (fate == OFFER_FAILED || keep(call, offer, fate, err) == -1 ||
	    consent_ask(web->keys, session->cookie, offer->sum, seal, err) ==
		-1) {
		page_free(&page);
		return -1;
	}
	fill(&page, fate, word);
	value_set(page.data, "seal", seal);
	return page_send(
	    &page, fate == OFFER_TRIED ? 200 : 422, PAGE, "", answer, err);
}

int
proposal_large(const struct call *call, struct answer *answer, struct err *err)
{
	struct page page;

	if (page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	value_set(page.data, "organisation", "");
	value_set(page.data, "csrf", "");
	value_set_bool(page.data, "whole", false);
	fill(&page, OFFER_FAILED, PROPOSAL_LARGE);
	return page_send(&page, 413, PAGE, "", answer, err);
}

static int
refuse(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	(void)session;
	return inside_nobody(call, STEWARD_NOBODY, answer, err);
}

int
proposal_run(const struct call *call, session_action *action,
    struct answer *answer, struct err *err)
{
	return inside_run(call,
	    call->web->config->digest.lists ? action : refuse, answer, err);
}

/* Takes the list that was shown, unless it comes to something else now. */
static int
agree(const struct call *call, struct session *session, struct offer *offer,
    struct answer *answer, struct err *err)
{
	const struct web *web = call->web;
	const char *typed = form_value(&call->request->form, SEAL);
	char sum[OFFER_SUM_SIZE], actor[STEWARD_ACTOR_SIZE];
	struct desk own = steward_desk(&call->desk, &session->visit, actor);
	enum offer_fate fate;
	struct page page;

	/* Of another session, or a page from before a newer list. */
	if (!consent_given(web->keys, session->cookie, offer->sum, typed))
		return proposal_try(
		    call, session, offer, PROPOSAL_MOVED, answer, err);
	if (inside_open(&page, call, session, err) == -1)
		return -1;
	fate = web->writers.list(web->writers.context, &own, offer, offer->sum,
	    templates_catalogue(web->templates, page.language), page.data, sum,
	    err);
	if (fate != OFFER_TAKEN) {
		page_free(&page);
		return fate == OFFER_FAILED ? -1
					    : proposal_try(call, session, offer,
						  PROPOSAL_MOVED, answer, err);
	}
	fill(&page, fate, PROPOSAL_NONE);
	return page_send(&page, 200, PAGE, "", answer, err);
}

static int
take(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	struct offer offer;
	int rc = -1;

	offer_init(&offer);
	switch (offer_get(call->desk.db, session->visit.person.id,
	    call->desk.now, &offer, err)) {
	case LOOKUP_FOUND:
		rc = agree(call, session, &offer, answer, err);
		break;
	case LOOKUP_NONE:
		rc = proposal_none(call, session, PROPOSAL_GONE, answer, err);
		break;
	case LOOKUP_FAILED:
		break;
	}
	offer_free(&offer);
	return rc;
}

int
proposal_take(const struct call *call, struct answer *answer, struct err *err)
{
	return proposal_run(call, take, answer, err);
}

static int
drop(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	const struct offer none = {.person = session->visit.person.id};

	if (keep(call, &none, OFFER_REFUSED, err) == -1)
		return -1;
	page_redirect(call, TEAM, answer);
	return 0;
}

int
proposal_drop(const struct call *call, struct answer *answer, struct err *err)
{
	return proposal_run(call, drop, answer, err);
}

/* The states of the page, and what offered_import() of cmd/ puts into it. */
static const struct {
	enum offer_fate fate;
	enum proposal_word word;
	bool people, refusals;
	const char *trouble; /* a name of the words "fault" */
} states[PROPOSAL_SPECIMENS] = {
    {OFFER_TRIED, PROPOSAL_NONE, true, false, ""},
    {OFFER_TRIED, PROPOSAL_MOVED, true, false, ""},
    {OFFER_TRIED, PROPOSAL_NONE, false, false, ""}, /* it changes nothing */
    {OFFER_TAKEN, PROPOSAL_NONE, true, false, ""},
    {OFFER_REFUSED, PROPOSAL_NONE, false, true, ""},
    {OFFER_REFUSED, PROPOSAL_NONE, false, false, "pdf"},
    {OFFER_REFUSED, PROPOSAL_NONE, false, false, "strange"},
    {OFFER_FAILED, PROPOSAL_EMPTY, false, false, ""},
    {OFFER_FAILED, PROPOSAL_GONE, false, false, ""},
    {OFFER_FAILED, PROPOSAL_LARGE, false, false, ""},
};

static void
add_refusal(struct value *list, const struct catalogue *words, const char *line,
    const char *title, const char *value, const char *fault)
{
	struct value *item = value_add_object(list);

	value_set(item, "line", line);
	value_set(item, "title", title);
	value_set(item, "value", value);
	value_set(item, "reason", "is like nothing before");
	value_set(item, "told", catalogue_named(words, "fault", fault));
	value_set(item, "hint",
	    catalogue_named(words, "hint", *title == '\0' ? "row" : "email"));
}

static void
fill_specimen(struct value *data, const struct catalogue *words, bool people,
    bool refusals)
{
	static const char *const figures[] = {
	    "added", "changed", "back", "left", "absent", "changes_more"};
	struct value *changes = value_set_list(data, "changes");
	struct value *list = value_set_list(data, "refusals"), *item;
	size_t i;

	for (i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		value_set(data, figures[i], people ? "3" : "");
	value_set(data, "unchanged", "17");
	value_set(data, "refused", refusals ? "5" : "");
	value_set(data, "more", refusals ? "3" : "");
	value_set_bool(data, "idle", !people);
	if (people) {
		item = value_add_object(changes);
		value_set(item, "name", "Sam de Wit");
		value_set(item, "change",
		    catalogue_named(words, "change", "changed"));
		value_set(
		    item, "fields", catalogue_named(words, "field", "phone"));
	}
	if (refusals) {
		add_refusal(list, words, "14", "e-mail", "jan@", "domain-none");
		add_refusal(list, words, "15", "", "", "quote-open");
	}
}

int
proposal_specimen(struct page *page, unsigned int state, struct err *err)
{
	const struct catalogue *words =
	    templates_catalogue(page->call->web->templates, page->language);
	const char *trouble = states[state].trouble, *told;

	(void)err;
	told = catalogue_named(words, "fault", trouble);
	session_fill("token", page);
	value_set(page->data, "organisation", "De Linde");
	value_set(page->data, "seal", "seal");
	value_set(page->data, "file", "team.csv");
	value_set(page->data, "trouble", trouble);
	value_set(page->data, "told", told == trouble ? "" : told);
	value_set_bool(page->data, "whole", false);
	fill_specimen(
	    page->data, words, states[state].people, states[state].refusals);
	fill(page, states[state].fate, states[state].word);
	return 0;
}
