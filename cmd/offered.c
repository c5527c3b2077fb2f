#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "changes.h"
#include "importreport.h"
#include "notice.h"
#include "offered.h"
#include "roster/column.h"
#include "store/imported.h"
#include "store/intake.h"
#include "store/organisation.h"
#include "store/person.h"

#define CHANGES 200 /* people on a page */
#define PHRASE_MAX 400

/* What is the supplier's to say. */
#define CLOSED                                                                 \
	(1U << COLUMN_WAVE | 1U << COLUMN_METHOD | 1U << COLUMN_ENROLLED |     \
	    1U << COLUMN_ORGANISATION_NAME)

/* A list while it is tried: what is said of it, for the sum and for people. */
struct trial {
	const struct campaign_set *set;
	const struct offer *offer;
	const struct catalogue *words;
	FILE *said;
	char *text;
	size_t text_len;
	struct importreport refusals;
	struct value *changes; /* NULL where nobody is named */
	int64_t shown, more;
	char trouble[sizeof(((struct err *)NULL)->text)];
	struct listing listing;
};

/* "telefoon, mailadres" */
static void
set_fields(struct trial *trial, unsigned int fields, struct value *item)
{
	const char *comma = "";
	struct buf phrase;
	unsigned int i;

	buf_init(&phrase, PHRASE_MAX);
	for (i = 0; i < DIFFERENCE_FIELDS; i++) {
		if ((fields >> i & 1) == 0)
			continue;
		buf_format(&phrase, "%s%s", comma,
		    catalogue_named(trial->words, "field",
			difference_field_name((enum difference_field)i)));
		comma = ", ";
	}
	value_set(item, "fields", phrase.data);
	buf_free(&phrase);
}

static void
on_difference(const struct difference *difference, void *context)
{
	struct trial *trial = context;
	struct value *item;

	changes_tell(difference, trial->said);
	if (trial->changes == NULL)
		return;
	if (trial->shown == CHANGES) {
		trial->more++;
		return;
	}
	trial->shown++;
	item = value_add_object(trial->changes);
	value_set(item, "name", difference->person->name);
	value_set(item, "change",
	    catalogue_named(trial->words, "change",
		difference_kind_name(difference->kind)));
	set_fields(trial,
	    difference->kind == DIFFERENCE_CHANGED ? difference->fields : 0,
	    item);
}

static void
on_refusal(const struct roster_refusal *refusal, void *context)
{
	struct trial *trial = context;

	importreport_add(&trial->refusals, refusal);
}

/* 0 when the list was read, whatever was refused; 1 when it is of no use. */
static int
import(
    struct trial *trial, int64_t organisation, const char *ref, struct err *err)
{
	struct campaign_set own = *trial->set;
	const struct offer *offer = trial->offer;
	const struct refusal_sink refusals = {on_refusal, trial};
	const struct difference_sink differences = {on_difference, trial};
	const struct listing_setup setup = {.roster = {.config = own.config,
						.organisation = ref,
						.closed = CLOSED,
						.text = &offer->text},
	    .ending = {offer->whole, -1, 0},
	    .messages = trial->said,
	    .differences = &differences,
	    .refusals = &refusals,
	    .only = organisation};

	if (listing_import(&own, offer->name, &setup, &trial->listing, err) ==
	    0) {
		changes_print(&trial->listing, trial->said);
		return 0;
	}
	if (err->kind != ERR_DATA)
		return -1;
	snprintf(trial->trouble, sizeof(trial->trouble), "%s",
	    listing_trouble(offer->name, offer->name, err));
	return 1;
}

/* The same sum: the same list does the same. */
static int
sum_up(struct trial *trial, char sum[OFFER_SUM_SIZE], struct err *err)
{
	uint8_t digest[HASH_SIZE];

	fprintf(trial->said, "%s %d\n", trial->listing.summary.sha256,
	    trial->offer->whole);
	if (fflush(trial->said) != 0)
		return err_memory(err);
	if (hash_sha256(trial->text, trial->text_len, digest) == -1)
		return err_set(err, ERR_INTERNAL,
		    "%s: its hash cannot be computed", trial->offer->name);
	encode_hex(digest, sizeof(digest), sum);
	return 0;
}

static void
fill(const struct trial *trial, bool taken, struct value *data)
{
	const struct listing *listing = &trial->listing;
	const struct difference_counts *c = &listing->counts;
	const struct imported imported = {.file = trial->offer->name,
	    .refused_whole = !taken,
	    .trouble = trial->trouble,
	    .refusals = trial->refusals.refusals.data,
	    .added = c->added,
	    .changed = c->changed,
	    .unchanged = c->unchanged,
	    .back = c->back,
	    .left = c->left,
	    .refused = listing->refused};
	bool idle = c->added + c->changed + c->back + c->left == 0;

	importreport_fill(&imported, trial->words, data);
	value_set_bool(data, "whole", trial->offer->whole);
	value_set_bool(data, "idle", idle);
	value_set(data, "absent", "");
	if (listing->missing > 0)
		value_set_number(data, "absent", listing->missing);
	value_set(data, "changes_more", "");
	if (trial->more > 0)
		value_set_number(data, "changes_more", trial->more);
}

/* Within the transaction of the import. */
static enum offer_fate
decide(struct trial *trial, const char *agreed, char sum[OFFER_SUM_SIZE],
    struct err *err)
{
	const struct campaign_set *set = trial->set;
	struct person person;
	struct organisation team;
	int64_t mails;
	int refused;

	if (person_get(set->db, trial->offer->person, &person, err) !=
		LOOKUP_FOUND ||
	    organisation_get(set->db, person.organisation, &team, err) !=
		LOOKUP_FOUND)
		return OFFER_FAILED;
	refused = import(trial, team.id, team.ref, err);
	if (refused == -1 || sum_up(trial, sum, err) == -1)
		return OFFER_FAILED;
	if (refused == 1 || trial->listing.refused > 0)
		return OFFER_REFUSED;
	if (agreed == NULL || !text_same(agreed, sum))
		return OFFER_TRIED;
	/* The other administrators learn of it, too. */
	if (notice_plan(set, NOTICE_IMPORT, trial->listing.imported, team.id,
		&mails, err) == -1 ||
	    offer_drop(set->db, trial->offer->person, err) == -1 ||
	    db_commit(set->db, err) == -1)
		return OFFER_FAILED;
	return OFFER_TAKEN;
}

enum offer_fate
offered_import(const struct campaign_set *set, const struct offer *offer,
    const char *agreed, const struct catalogue *words, struct value *data,
    char sum[OFFER_SUM_SIZE], struct err *err)
{
	struct trial trial = {.set = set, .offer = offer, .words = words};
	struct value *changes = value_set_list(data, "changes");
	enum offer_fate fate = OFFER_FAILED;

	trial.changes = set->config->digest.names ? changes : NULL;
	importreport_init(&trial.refusals);
	trial.said = open_memstream(&trial.text, &trial.text_len);
	if (trial.said == NULL) {
		err_memory(err);
	} else if (intake_transaction(set->db, err) == 0) {
		fate = decide(&trial, agreed, sum, err);
		db_rollback(set->db);
	}
	if (fate != OFFER_FAILED)
		fill(&trial, fate != OFFER_REFUSED, data);
	importreport_free(&trial.refusals);
	if (trial.said != NULL)
		fclose(trial.said);
	free(trial.text);
	return fate;
}
