#include <string.h>

#include "base/text.h"
#include "web/consent.h"
#include "web/inside.h"
#include "web/proposal.h"

#define PAGE "page-team-list.html"
#define TEAM "/team"
#define WHOLE "whole"
#define SEAL "seal"
#define NAME_ELSE "list.csv" /* of a file whose name says nothing */

/* What is told besides what the list does. */
enum word {
	WORD_NONE,
	WORD_EMPTY, /* no file was chosen */
	WORD_LARGE, /* or too large a one */
	WORD_GONE,  /* there is no list any more */
	WORD_MOVED  /* it would do something else now than it was to do */
};

static void
fill(struct page *page, enum offer_fate fate, enum word word)
{
	struct value *data = page->data;

	value_set_bool(data, "shown", fate == OFFER_TRIED);
	value_set_bool(data, "taken", fate == OFFER_TAKEN);
	value_set_bool(data, "refused_all", fate == OFFER_REFUSED);
	value_set_bool(data, "empty", word == WORD_EMPTY);
	value_set_bool(data, "large", word == WORD_LARGE);
	value_set_bool(data, "gone", word == WORD_GONE);
	value_set_bool(data, "moved", word == WORD_MOVED);
	value_set_number(data, "limit", PROPOSAL_MEGABYTES);
}

/* No list, and why not. */
static int
show_word(const struct call *call, const struct session *session,
    enum word word, struct answer *answer, struct err *err)
{
	struct page page;

	if (inside_open(&page, call, session, err) == -1)
		return -1;
	value_set_bool(page.data, "whole", false);
	fill(&page, OFFER_FAILED, word);
	return page_send(
	    &page, word == WORD_GONE ? 410 : 422, PAGE, "", answer, err);
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

/* Tries the list, and shows what it would do. */
static int
try(const struct call *call, const struct session *session, struct offer *offer,
    enum word word, struct answer *answer, struct err *err)
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

/* The file's own name, without the folders that some browsers send. */
static void
name_of(const struct form_file *file, char name[OFFER_NAME_MAX + 1])
{
	const char *own = file->name, *c;

	for (c = file->name; *c != '\0'; c++) {
		if (*c == '/' || *c == '\\')
			own = c + 1;
	}
	if (*own == '\0' || strlen(own) > OFFER_NAME_MAX ||
	    text_has_control(own))
		own = NAME_ELSE;
	memcpy(name, own, strlen(own) + 1);
}

static int
make(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	const struct form *form = &call->request->form;
	struct offer offer;
	int rc;

	if (form->file.data == NULL || form->file.len == 0)
		return show_word(call, session, WORD_EMPTY, answer, err);
	if (form->file.len > OFFER_TEXT_MAX)
		return show_word(call, session, WORD_LARGE, answer, err);
	offer_init(&offer);
	offer.person = session->visit.person.id;
	offer.expires_at = call->desk.now + VISIT_SECONDS;
	offer.whole = form_value(form, WHOLE) != NULL;
	name_of(&form->file, offer.name);
	buf_add(&offer.text, form->file.data, form->file.len);
	rc = offer.text.failed
	    ? err_memory(err)
	    : try(call, session, &offer, WORD_NONE, answer, err);
	offer_free(&offer);
	return rc;
}

/* Without the rest of the form nobody is known; so nothing is said of anyone.
 */
static int
tell_too_large(const struct call *call, struct answer *answer, struct err *err)
{
	struct page page;

	if (page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	value_set(page.data, "organisation", "");
	value_set(page.data, "csrf", "");
	value_set_bool(page.data, "whole", false);
	fill(&page, OFFER_FAILED, WORD_LARGE);
	return page_send(&page, 413, PAGE, "", answer, err);
}

int
proposal_make(const struct call *call, struct answer *answer, struct err *err)
{
	if (call->request->body_too_large)
		return tell_too_large(call, answer, err);
	return inside_run(call, make, answer, err);
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
		return try(call, session, offer, WORD_MOVED, answer, err);
	if (inside_open(&page, call, session, err) == -1)
		return -1;
	fate = web->writers.list(web->writers.context, &own, offer, offer->sum,
	    templates_catalogue(web->templates, page.language), page.data, sum,
	    err);
	if (fate != OFFER_TAKEN) {
		page_free(&page);
		return fate == OFFER_FAILED
		    ? -1
		    : try(call, session, offer, WORD_MOVED, answer, err);
	}
	fill(&page, fate, WORD_NONE);
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
		rc = show_word(call, session, WORD_GONE, answer, err);
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
	return inside_run(call, take, answer, err);
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
	return inside_run(call, drop, answer, err);
}

/* As offered_import() of cmd/ fills it; nobody and nothing with a state of 0.
 */
static void
fill_specimen(struct value *data, unsigned int state)
{
	static const char *const figures[] = {"added", "changed", "unchanged",
	    "back", "left", "refused", "more", "absent", "changes_more"};
	struct value *changes = value_set_list(data, "changes");
	struct value *refusals = value_set_list(data, "refusals"), *item;
	size_t i;

	for (i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		value_set(data, figures[i], state == 0 ? "" : "3");
	value_set(data, "file", "team.csv");
	value_set(data, "trouble", state == 2 ? "is a PDF file" : "");
	value_set_bool(data, "whole", state == 1);
	value_set_bool(data, "idle", state == 0);
	if (state == 0)
		return;
	item = value_add_object(changes);
	value_set(item, "name", "Sam de Wit");
	value_set(item, "change", "gewijzigd");
	value_set(item, "fields", state == 1 ? "telefoon" : "");
	item = value_add_object(refusals);
	value_set(item, "line", "14");
	value_set(item, "title", state == 1 ? "e-mail" : "");
	value_set(item, "value", state == 1 ? "jan@" : "");
	value_set(item, "reason", "has no domain");
	value_set(item, "hint", state == 1 ? "naam@example.nl" : "");
}

int
proposal_specimen(struct page *page, unsigned int state, struct err *err)
{
	static const enum offer_fate fates[] = {
	    OFFER_TRIED, OFFER_REFUSED, OFFER_TAKEN, OFFER_FAILED};

	(void)err;
	session_fill(state == 8 ? "" : "token", page);
	value_set(page->data, "organisation", "De Linde");
	value_set(page->data, "seal", "seal");
	fill_specimen(page->data, state % 3);
	fill(page, fates[state < 8 ? state / 2 : 3],
	    state == 3 ? WORD_MOVED : (enum word)(state % (WORD_MOVED + 1)));
	return 0;
}
