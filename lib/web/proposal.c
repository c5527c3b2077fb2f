#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "web/guard.h"
#include "web/inside.h"
#include "web/proposal.h"

#define PAGE "page-team-list.html"
#define TEAM "/team"
#define SEAL "seal"
#define PURPOSE "twofold offer"

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

/* Binds what was shown to the session that it was shown to. */
static int
seal_of(const struct session *session, const struct keyring *keys,
    const char sum[OFFER_SUM_SIZE], char seal[GUARD_SIZE], struct err *err)
{
	char text[GUARD_SIZE + OFFER_SUM_SIZE];
	uint8_t mac[HASH_SIZE];
	int rc;

	memcpy(text, session->csrf, GUARD_SIZE);
	memcpy(text + GUARD_SIZE, sum, OFFER_SUM_SIZE);
	rc = keyring_hmac(keys, NULL, PURPOSE, text, sizeof(text), mac, err);
	if (rc == 0)
		encode_base64url(mac, sizeof(mac), seal);
	hash_wipe(text, sizeof(text));
	return rc;
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
	char seal[GUARD_SIZE] = "";
	enum offer_fate fate;
	struct page page;

	if (inside_open(&page, call, session, err) == -1)
		return -1;
	fate = web->writers.list(web->writers.context, &call->desk, offer, NULL,
	    templates_catalogue(web->templates, page.language), page.data,
	    offer->sum, err);
	if (fate == OFFER_FAILED || keep(call, offer, fate, err) == -1 ||
	    seal_of(session, web->keys, offer->sum, seal, err) == -1) {
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
	char seal[GUARD_SIZE], sum[OFFER_SUM_SIZE], actor[STEWARD_ACTOR_SIZE];
	struct desk own = steward_desk(&call->desk, &session->visit, actor);
	enum offer_fate fate;
	struct page page;

	if (seal_of(session, web->keys, offer->sum, seal, err) == -1)
		return -1;
	/* Of another session, or a page from before a newer list. */
	if (!guard_same(seal, typed))
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
	value_set(data, "told", state == 2 ? "Dit is een pdf." : "");
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
	value_set(item, "told", state == 1 ? "Achter de @ staat niets." : "");
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
	    state == 3 ? PROPOSAL_MOVED
		       : (enum proposal_word)(state % (PROPOSAL_MOVED + 1)));
	return 0;
}
