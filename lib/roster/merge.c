#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "roster/claim.h"
#include "roster/known.h"
#include "roster/members.h"
#include "roster/merge.h"
#include "roster/seen.h"
#include "store/event.h"
#include "store/intake.h"
#include "store/organisation.h"
#include "store/person.h"

#define SHARED_MAX ((size_t)256 << 20) /* bytes of addresses in one list */
#define NOON 720 /* minute of the day that stands for a day without a time */

struct merge {
	struct merge_setup setup;
	struct merge_counts counts;
	int64_t refused;
	bool first; /* nobody was in the store */
	struct known known;
	struct seen refs, emails;
	struct claims claims;
	struct buf shared;        /* addresses, a NUL after each */
	struct organisation last; /* lists are mostly sorted by it */
};

static const char *const field_names[MERGE_FIELDS] = {"name", "email", "phone",
    "identifier", "language", "wave", "role", "joined", "method",
    "organisation"};

const char *
merge_field_name(enum merge_field field)
{
	return field_names[field];
}

const struct merge_counts *
merge_counts(const struct merge *merge)
{
	return &merge->counts;
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
	seen_init(&merge->refs);
	seen_init(&merge->emails);
	buf_init(&merge->shared, SHARED_MAX);
	if (known_load(setup->db, &merge->known, err) == -1 ||
	    intake_begin(setup->db, &merge->first, err) == -1) {
		merge_free(merge);
		return NULL;
	}
	return merge;
}

void
merge_free(struct merge *merge)
{
	if (merge == NULL)
		return;
	known_free(&merge->known);
	seen_free(&merge->refs);
	seen_free(&merge->emails);
	claims_free(&merge->claims);
	buf_free(&merge->shared);
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
	merge->counts.unchanged++;
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

	snprintf(reason, sizeof(reason),
	    "stands in line %zu already; it can be one person's only", earlier);
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

static void
tell(struct merge *merge, enum merge_kind kind, const struct person *person,
    unsigned int fields)
{
	struct merge_difference difference = {kind, person, fields};

	if (merge->setup.tell != NULL)
		merge->setup.tell(&difference, merge->setup.context);
}

/* An event of one person's. */
static int
note(struct merge *merge, const char *kind, const struct person *person,
    struct err *err)
{
	struct event event = {.at = merge->setup.now,
	    .kind = kind,
	    .person = person->id,
	    .actor = merge->setup.actor,
	    .detail = merge->setup.file};

	return event_add(merge->setup.db, &event, err);
}

static int
add(struct merge *merge, const struct roster_row *row, struct person *person,
    struct err *err)
{
	if (person->joined_day == DAY_NONE)
		person->joined_day = day_of(merge->setup.now);
	person->id = known_next_id(&merge->known);
	merge->counts.added++;
	tell(merge, MERGE_ADDED, person, 0);
	if (intake_add(merge->setup.db, person, err) == -1)
		return -1;
	return known_set(&merge->known, person->id, row->hash, err);
}

/*
 * What the list leaves to the store.  A second factor is not taken away by a
 * list, and what the helpdesk took away is not given back by an old one.
 */
static void
complete(struct person *person, const struct person *known)
{
	person->id = known->id;
	if (person->joined_day == DAY_NONE)
		person->joined_day = known->joined_day;
	if (known->enrolled_at == 0 && person->enrolled_at > known->reset_at)
		return;
	person->enrolled_at = known->enrolled_at;
	memcpy(person->method, known->method, sizeof(known->method));
}

/* Bits of enum merge_field. */
static unsigned int
compare(const struct person *a, const struct person *b)
{
	const bool differs[MERGE_FIELDS] = {
	    [MERGE_NAME] = !text_same(a->name, b->name),
	    [MERGE_EMAIL] =
		!text_same(a->email, b->email) || a->shared != b->shared,
	    [MERGE_PHONE] = !text_same(a->phone, b->phone),
	    [MERGE_IDENTIFIER] = !text_same(a->identifier, b->identifier),
	    [MERGE_LANGUAGE] = !text_same(a->language, b->language),
	    [MERGE_WAVE] = !text_same(a->wave, b->wave),
	    [MERGE_ROLE] = a->audience != b->audience,
	    [MERGE_JOINED] = a->joined_day != b->joined_day,
	    [MERGE_METHOD] = a->enrolled_at != b->enrolled_at ||
		!text_same(a->method, b->method),
	    [MERGE_ORGANISATION] = a->organisation != b->organisation,
	};
	unsigned int fields = 0, field;

	for (field = 0; field < MERGE_FIELDS; field++)
		fields |= (unsigned int)differs[field] << field;
	return fields;
}

static int
change(struct merge *merge, const struct roster_row *row,
    const struct person *person, const struct person *known, struct err *err)
{
	const struct merge_setup *setup = &merge->setup;
	unsigned int fields = compare(person, known), field;
	bool back = known->left_at != 0;

	if (known_set(&merge->known, person->id, row->hash, err) == -1)
		return -1;
	if (fields == 0 && !back) {
		merge->counts.unchanged++;
		return 0;
	}
	if (back)
		merge->counts.back++;
	else
		merge->counts.changed++;
	for (field = 0; field < MERGE_FIELDS; field++)
		merge->counts.fields[field] += !back && (fields >> field & 1);
	if (!back && setup->deadline != NULL)
		merge->counts.deadlines +=
		    setup->deadline(setup->config, person) !=
		    setup->deadline(setup->config, known);
	tell(merge, back ? MERGE_BACK : MERGE_CHANGED, person, fields);
	if (intake_change(setup->db, person, (fields & 1U << MERGE_EMAIL) != 0,
		err) == -1)
		return -1;
	return back ? note(merge, "back", person, err) : 0;
}

/* Writes the row, whose address is free. */
static int
put(struct merge *merge, const struct roster_row *row, struct person *person,
    const struct person *known, struct err *err)
{
	return known == NULL ? add(merge, row, person, err)
			     : change(merge, row, person, known, err);
}

/* What to do with a row's address. */
enum mailbox {
	MAILBOX_FREE,
	MAILBOX_TAKEN, /* by a row before; it was refused */
	MAILBOX_HELD,  /* by somebody in the store */
	MAILBOX_FAILED
};

/*
 * Looks whose address it is.  Where mailboxes may be shared it is marked so and
 * is free, and the others who have it are marked at the end.
 */
static enum mailbox
look_up(struct merge *merge, const struct roster_row *row,
    struct person *person, const struct person *known, struct err *err)
{
	bool may_share = merge->setup.config->import.shared_mailboxes;
	bool held = false;
	size_t earlier = 0;
	int64_t holder = 0;

	person->shared = known != NULL && known->shared &&
	    text_same(known->email, person->email);
	if (person->email[0] == '\0')
		return MAILBOX_FREE;
	switch (seen_add(&merge->emails, person->email, row->line, &earlier)) {
	case SEEN_NEW:
		break;
	case SEEN_BEFORE:
		held = true;
		break;
	case SEEN_FAILED:
		err_memory(err);
		return MAILBOX_FAILED;
	}
	if (held && !may_share) {
		refuse_twice(merge, row, COLUMN_EMAIL, person->email, earlier);
		return MAILBOX_TAKEN;
	}
	if (!held && !merge->first) {
		switch (intake_holder(
		    merge->setup.db, person->email, &holder, err)) {
		case LOOKUP_FAILED:
			return MAILBOX_FAILED;
		case LOOKUP_FOUND:
			held = known == NULL || holder != known->id;
			break;
		case LOOKUP_NONE:
			/* Of several people already, or of nobody. */
			break;
		}
	}
	if (held && may_share) {
		person->shared = true;
		buf_add(
		    &merge->shared, person->email, strlen(person->email) + 1);
	}
	return held && !may_share ? MAILBOX_HELD : MAILBOX_FREE;
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

int
merge_row(struct merge *merge, const struct roster_row *row, struct err *err)
{
	struct person person = row->person, known;
	enum lookup lookup;
	size_t earlier;

	lookup = find_person(merge, row, &known, &earlier, err);
	if (lookup == LOOKUP_FAILED)
		return -1;
	if (earlier != 0) {
		refuse_twice(merge, row, COLUMN_REF, row->person.ref, earlier);
		return 0;
	}
	if (find_organisation(merge, row, &person, err) == -1)
		return -1;
	if (person.method[0] != '\0')
		person.enrolled_at = row->enrolled_day == DAY_NONE
		    ? merge->setup.now
		    : day_at(row->enrolled_day, NOON);
	if (lookup == LOOKUP_FOUND)
		complete(&person, &known);
	switch (look_up(
	    merge, row, &person, lookup == LOOKUP_FOUND ? &known : NULL, err)) {
	case MAILBOX_FREE:
		return put(merge, row, &person,
		    lookup == LOOKUP_FOUND ? &known : NULL, err);
	case MAILBOX_TAKEN:
		return 0;
	case MAILBOX_HELD:
		if (claims_add(&merge->claims, row, person.id) == -1)
			return err_memory(err);
		/* As it would be written; the rest of the row is not read
		 * again. */
		merge->claims.list[merge->claims.count - 1].row.person = person;
		return 0;
	case MAILBOX_FAILED:
		break;
	}
	return -1;
}

/* Gives the addresses that waited to who gets them. */
static int
settle_claims(struct merge *merge, struct err *err)
{
	struct db *db = merge->setup.db;
	struct claims *claims = &merge->claims;
	struct claim *claim;
	struct person known;

	for (claim = claims->list; claim < claims->list + claims->count;
	     claim++) {
		if (intake_holder(db, claim->row.person.email, &claim->holder,
			err) == LOOKUP_FAILED)
			return -1;
	}
	claims_settle(claims);
	for (claim = claims->list; claim < claims->list + claims->count;
	     claim++) {
		if (!claim->lost && claim->person != 0 &&
		    intake_release(db, claim->person, err) == -1)
			return -1;
	}
	for (claim = claims->list; claim < claims->list + claims->count;
	     claim++) {
		if (claim->lost) {
			refuse(merge, &claim->row, COLUMN_EMAIL,
			    claim->row.person.email,
			    "belongs to somebody else already; correct one of "
			    "the two");
			continue;
		}
		if (claim->person != 0 &&
		    person_get(db, claim->person, &known, err) == LOOKUP_FAILED)
			return -1;
		if (put(merge, &claim->row, &claim->row.person,
			claim->person != 0 ? &known : NULL, err) == -1)
			return -1;
	}
	return 0;
}

static int
settle_shared(struct merge *merge, struct err *err)
{
	const char *email = merge->shared.data;

	if (merge->shared.failed)
		return err_memory(err);
	for (; email < merge->shared.data + merge->shared.len;
	     email += strlen(email) + 1) {
		if (intake_share(merge->setup.db, email, err) == -1)
			return -1;
	}
	return intake_unshare(merge->setup.db, err);
}

static int
leave(struct merge *merge, int64_t id, struct err *err)
{
	struct db *db = merge->setup.db;
	struct person person;

	if (person_get(db, id, &person, err) == LOOKUP_FAILED ||
	    intake_leave(db, id, merge->setup.now, err) == -1 ||
	    known_set(&merge->known, id, 0, err) == -1)
		return -1;
	merge->counts.left++;
	tell(merge, MERGE_LEFT, &person, 0);
	return note(merge, "left", &person, err);
}

/* Says of which institution too many are missing. */
static int
refuse_leaving(
    struct merge *merge, const struct members *members, struct err *err)
{
	struct organisation organisation = {.name = ""};
	char others[64] = "";

	if (organisation_get(merge->setup.db, members->worst, &organisation,
		err) == LOOKUP_FAILED)
		return -1;
	if (members->too_few > 1)
		snprintf(others, sizeof(others), " (and %zu more institutions)",
		    members->too_few - 1);
	return err_set(err, ERR_DATA,
	    "%s: %lld of the %lld people of %s (%s)%s are not on it, more "
	    "than %lld %%; is it the whole list?  If all %zu have left, say "
	    "--allow-leaving %zu",
	    merge->setup.file, (long long)members->worst_missing,
	    (long long)members->worst_people, organisation.name,
	    organisation.ref, others,
	    (long long)merge->setup.config->import.leaving_percent,
	    members->count, members->count);
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
		rc = refuse_leaving(merge, &members, err);
	for (i = 0; rc == 0 && i < members.count; i++)
		rc = leave(merge, members.missing[i], err);
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
	if (ending->whole && merge->refused == 0 &&
	    let_leave(merge, ending->allowed, err) == -1)
		return -1;
	if (settle_claims(merge, err) == -1 || settle_shared(merge, err) == -1)
		return -1;
	return known_save(merge->setup.db, &merge->known, err);
}

int
merge_organisation(struct merge *merge, int64_t *organisation, struct err *err)
{
	struct members members;
	int rc;

	rc =
	    members_compare(merge->setup.db, &merge->known, 100, &members, err);
	*organisation = members.institutions == 1 ? members.only : 0;
	members_free(&members);
	return rc;
}
