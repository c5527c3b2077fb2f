#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "roster/apply.h"
#include "roster/fault.h"
#include "roster/known.h"
#include "roster/members.h"
#include "roster/merge.h"
#include "roster/postbox.h"
#include "roster/seen.h"
#include "store/intake.h"
#include "store/organisation.h"
#include "store/person.h"

#define NOON 720 /* minute of the day that stands for a day without a time */

struct merge {
	struct merge_setup setup;
	struct apply apply;
	int64_t refused;
	bool first; /* nobody was in the store */
	struct known known;
	struct seen refs;
	struct postbox postbox;
	struct organisation last; /* lists are mostly sorted by it */
};

const struct difference_counts *
merge_counts(const struct merge *merge)
{
	return &merge->apply.counts;
}

int64_t
merge_refused(const struct merge *merge)
{
	return merge->refused;
}

struct merge *
merge_open(const struct merge_setup *setup, struct err *err)
{
	struct merge *merge = calloc(1, sizeof(*merge));

	if (merge == NULL) {
		err_memory(err);
		return NULL;
	}
	merge->setup = *setup;
	merge->apply = (struct apply){.db = setup->db,
	    .config = setup->config,
	    .now = setup->now,
	    .actor = setup->actor,
	    .file = setup->file,
	    .known = &merge->known,
	    .deadline = setup->deadline,
	    .tell = setup->tell,
	    .context = setup->context};
	seen_init(&merge->refs);
	if (known_load(setup->db, &merge->known, err) == -1 ||
	    intake_begin(setup->db, &merge->first, err) == -1) {
		merge_free(merge);
		return NULL;
	}
	postbox_init(&merge->postbox, setup->db,
	    setup->config->import.shared_mailboxes, merge->first);
	return merge;
}

void
merge_free(struct merge *merge)
{
	if (merge == NULL)
		return;
	known_free(&merge->known);
	seen_free(&merge->refs);
	postbox_free(&merge->postbox);
	free(merge);
}

bool
merge_is_first(const struct merge *merge)
{
	return merge->first;
}

bool
merge_knows(struct merge *merge, uint64_t hash, size_t line)
{
	if (!known_take(&merge->known, hash, line))
		return false;
	merge->apply.counts.unchanged++;
	return true;
}

static void
refuse(struct merge *merge, const struct roster_row *row, enum column column,
    const char *value, const char *reason)
{
	merge->refused++;
	row_refuse(row, merge->setup.sink, column, value, reason);
}

static void
refuse_twice(struct merge *merge, const struct roster_row *row,
    enum column column, const char *value, size_t earlier)
{
	char reason[REFUSAL_REASON_SIZE];

	snprintf(reason, sizeof(reason), FAULT_TWICE, earlier);
	refuse(merge, row, column, value, reason);
}

static int
find_organisation(struct merge *merge, const struct roster_row *row,
    struct person *person, struct err *err)
{
	struct organisation *last = &merge->last;

	if (!text_same(last->ref, row->organisation_ref) ||
	    (row->organisation_name[0] != '\0' &&
		!text_same(last->name, row->organisation_name))) {
		memcpy(last->ref, row->organisation_ref, sizeof(last->ref));
		memcpy(last->name, row->organisation_name, sizeof(last->name));
		if (organisation_put(merge->setup.db, last, err) == -1)
			return -1;
	}
	person->organisation = last->id;
	return 0;
}

/* Writes the row, whose address is free. */
static int
put(struct merge *merge, const struct roster_row *row, struct person *person,
    const struct person *known, struct err *err)
{
	return known == NULL
	    ? apply_add(&merge->apply, person, row->hash, err)
	    : apply_change(&merge->apply, person, known, row->hash, err);
}

/* Whom the row is about; "*earlier" is the line that was about the same. */
static enum lookup
find_person(struct merge *merge, const struct roster_row *row,
    struct person *known, size_t *earlier, struct err *err)
{
	enum lookup lookup = LOOKUP_NONE;

	*earlier = 0;
	if (seen_add(&merge->refs, row->person.ref, row->line, earlier) ==
	    SEEN_FAILED) {
		err_memory(err);
		return LOOKUP_FAILED;
	}
	if (!merge->first && *earlier == 0)
		lookup =
		    person_find(merge->setup.db, row->person.ref, known, err);
	if (lookup == LOOKUP_FOUND)
		*earlier = known_mark(&merge->known, known->id, row->line);
	return lookup;
}

/* The person as the row wants it, "known" being who is in the store or NULL. */
static int
picture(struct merge *merge, const struct roster_row *row,
    const struct person *known, struct person *person, struct err *err)
{
	*person = row->person;
	if (person->method[0] != '\0')
		person->enrolled_at = row->enrolled_day == DAY_NONE
		    ? merge->setup.now
		    : day_at(row->enrolled_day, NOON);
	if (known != NULL)
		row_complete(row, person, known);
	return find_organisation(merge, row, person, err);
}

static int
put_or_wait(struct merge *merge, const struct roster_row *row,
    struct person *person, const struct person *known, struct err *err)
{
	struct roster_row waiting;
	size_t earlier = 0;

	switch (postbox_look(
	    &merge->postbox, row->line, person, known, &earlier, err)) {
	case POSTBOX_FREE:
		return put(merge, row, person, known, err);
	case POSTBOX_TWICE:
		refuse_twice(merge, row, COLUMN_EMAIL, person->email, earlier);
		return 0;
	case POSTBOX_HELD:
		waiting = *row;
		waiting.person = *person;
		return claims_add(&merge->postbox.claims, &waiting) == -1
		    ? err_memory(err)
		    : 0;
	case POSTBOX_FAILED:
		break;
	}
	return -1;
}

int
merge_row(struct merge *merge, const struct roster_row *row, struct err *err)
{
	struct person person, found, *known = NULL;
	size_t earlier;

	switch (find_person(merge, row, &found, &earlier, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_FOUND:
		known = &found;
		break;
	case LOOKUP_NONE:
		break;
	}
	if (earlier != 0) {
		refuse_twice(merge, row, COLUMN_REF, row->person.ref, earlier);
		return 0;
	}
	if (known != NULL && merge->setup.only != 0 &&
	    known->organisation != merge->setup.only) {
		refuse(
		    merge, row, COLUMN_REF, row->person.ref, FAULT_ELSEWHERE);
		return 0;
	}
	if (picture(merge, row, known, &person, err) == -1)
		return -1;
	return put_or_wait(merge, row, &person, known, err);
}

/* Gives the addresses that waited to who gets them. */
static int
settle_claims(struct merge *merge, struct err *err)
{
	struct claims *claims = &merge->postbox.claims;
	struct claim *claim;
	struct person *person, known;

	if (postbox_settle(&merge->postbox, err) == -1)
		return -1;
	for (claim = claims->list; claim < claims->list + claims->count;
	     claim++) {
		person = &claim->row.person;
		if (claim->lost) {
			refuse(merge, &claim->row, COLUMN_EMAIL, person->email,
			    FAULT_TAKEN);
			continue;
		}
		if (person->id != 0 &&
		    person_get(merge->setup.db, person->id, &known, err) ==
			LOOKUP_FAILED)
			return -1;
		if (put(merge, &claim->row, person,
			person->id != 0 ? &known : NULL, err) == -1)
			return -1;
	}
	return 0;
}

static int
let_leave(struct merge *merge, int64_t allowed, struct err *err)
{
	struct members members;
	size_t i;
	int rc;

	rc = members_compare(merge->setup.db, &merge->known,
	    merge->setup.config->import.leaving_percent, &members, err);
	if (rc == 0 && members.too_few > 0 &&
	    (allowed == -1 || members.count > (size_t)allowed))
		rc =
		    members_refuse(merge->setup.db, &members, merge->setup.file,
			merge->setup.config->import.leaving_percent, err);
	for (i = 0; rc == 0 && i < members.count; i++)
		rc = apply_leave(&merge->apply, members.missing[i], err);
	members_free(&members);
	return rc;
}

int
merge_end(
    struct merge *merge, const struct merge_ending *ending, struct err *err)
{
	if (intake_finish(merge->setup.db, merge->first, err) == -1)
		return -1;
	/* First, since they leave their addresses behind. */
	if (ending->whole && ending->refused == 0 && merge->refused == 0 &&
	    let_leave(merge, ending->allowed, err) == -1)
		return -1;
	if (settle_claims(merge, err) == -1 ||
	    postbox_mark(&merge->postbox, err) == -1)
		return -1;
	return known_save(merge->setup.db, &merge->known, err);
}

int
merge_organisation(struct merge *merge, int64_t *organisation, int64_t *missing,
    struct err *err)
{
	struct members members;
	int rc;

	rc =
	    members_compare(merge->setup.db, &merge->known, 100, &members, err);
	*organisation = members.institutions == 1 ? members.only : 0;
	*missing = members.institutions == 1 ? (int64_t)members.count : 0;
	members_free(&members);
	return rc;
}
