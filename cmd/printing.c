#include <stdlib.h>
#include <unistd.h>

#include "base/day.h"
#include "base/stream.h"
#include "enrol/journal.h"
#include "enrol/startcode.h"
#include "printing.h"
#include "schedule/ladder.h"
#include "store/organisation.h"
#include "store/person.h"

#define AT_ONCE 100       /* people in a transaction; others get their turn */
#define PRINTED "printed" /* what becomes of a letter */
#define NEEDLESS "no longer needed"

int
printing_open(struct printing *p, struct err *err)
{
	buf_init(&p->piece, LEAFLET_PIECE_MAX);
	p->page.templates = p->set->templates;
	p->page.config = p->set->config;
	p->fd = stream_temporary(err);
	return p->fd == -1 ? -1 : 0;
}

void
printing_close(struct printing *p)
{
	if (p->fd != -1)
		close(p->fd);
	free(p->entries);
	buf_wipe(&p->piece);
}

static int
find_person(struct printing *p, const char *ref, struct err *err)
{
	struct person person;

	if (campaign_person(p->set, ref, &person, err) == -1)
		return -1;
	if (person.enrolled_at != 0 || person.left_at != 0)
		return err_set(err, ERR_DATA,
		    "%s %s: there is nothing to set up", ref,
		    person.left_at != 0 ? "has left" : "has enrolled");
	p->entries = calloc(1, sizeof(*p->entries));
	if (p->entries == NULL)
		return err_memory(err);
	p->entries[0].person = person.id;
	p->count = 1;
	return 0;
}

int
printing_find(struct printing *p, const char *person, const char *organisation,
    struct err *err)
{
	const struct desk *desk = &p->set->desk;

	if (person != NULL)
		return find_person(p, person, err);
	if (organisation != NULL) {
		if (organisation_named(
			desk->db, organisation, &p->organisation, err) == -1)
			return -1;
		p->organisation_id = p->organisation.id;
	}
	if (p->due)
		return letterbox_due(desk->db, p->organisation_id, desk->now,
		    &p->entries, &p->count, err);
	return letterbox_from(desk->db, p->organisation_id, p->first,
	    p->most == 0 ? INT64_MAX : p->most, &p->entries, &p->count, err);
}

/* Whether one of a person's entries, the first of which is "i", still holds. */
static bool
is_needed(const struct printing *p, const struct person *person, size_t i)
{
	const struct config *config = p->set->config;
	int64_t today = day_of(p->set->desk.now);
	const struct stage *stage;

	if (person->enrolled_at != 0 || person->left_at != 0)
		return false;
	/* Who is asked for by name gets one, exempt or not. */
	if (!p->due)
		return p->organisation_id == 0 ||
		    !ladder_is_exempt(person, today);
	for (; i < p->count && p->entries[i].person == person->id; i++) {
		stage = config_stage(config, p->entries[i].stage);
		if (stage != NULL && ladder_needs(config, stage, person, today))
			return true;
	}
	return false;
}

static int
put(struct printing *p, struct err *err)
{
	if (p->piece.failed)
		return err_set(err, ERR_CONFIG,
		    "a sheet is larger than %d bytes: the templates of the "
		    "handout are too long",
		    LEAFLET_PIECE_MAX);
	if (stream_write(p->fd, p->piece.data, p->piece.len) == -1)
		return err_set(err, ERR_LATER,
		    "the sheets cannot be kept: the temporary folder is full; "
		    "TMPDIR names another");
	buf_clear(&p->piece);
	return 0;
}

/* Within a transaction: the code on the sheet works when it is printed. */
static int
print_person(struct printing *p, const struct person *person, struct err *err)
{
	const struct desk *desk = &p->set->desk;
	struct letter letter = {.config = p->set->config,
	    .person = person,
	    .organisation = &p->organisation,
	    .deadline_day = ladder_deadline_day(p->set->config, person),
	    .today = day_of(desk->now)};
	char code[STARTCODE_SIZE];
	struct leaflet_start start = {.code = code};
	int64_t expires_at;

	if (p->organisation.id != person->organisation &&
	    organisation_get(desk->db, person->organisation, &p->organisation,
		err) == LOOKUP_FAILED)
		return -1;
	if (startcode_make(desk, person, code, &expires_at, err) == -1 ||
	    journal_note(desk, "handout", person->id, "", err) == -1)
		return -1;
	start.last_day = day_of(expires_at) - 1;
	if (leaflet_add(&p->page, &letter, &start, &p->piece, err) == -1)
		return -1;
	return put(p, err);
}

/* The people from "i" on, at most AT_ONCE of them; "*next" comes after. */
static int
print_some(struct printing *p, size_t i, size_t *next, struct err *err)
{
	struct person person;
	size_t people = 0;
	int64_t id;

	while (i < p->count && people < AT_ONCE) {
		id = p->entries[i].person;
		if (person_get(p->set->db, id, &person, err) == LOOKUP_FAILED)
			return -1;
		if (is_needed(p, &person, i) &&
		    print_person(p, &person, err) == -1)
			return -1;
		while (i < p->count && p->entries[i].person == id)
			i++;
		people++;
	}
	*next = i;
	return 0;
}

int
printing_write(struct printing *p, struct err *err)
{
	struct db *db = p->set->db;
	size_t i = 0;

	if (leaflet_begin(&p->page, &p->piece, err) == -1 || put(p, err) == -1)
		return -1;
	while (i < p->count) {
		if (db_begin(db, err) == -1)
			return -1;
		if (print_some(p, i, &i, err) == -1 ||
		    db_commit(db, err) == -1) {
			db_rollback(db);
			return -1;
		}
	}
	if (leaflet_end(&p->page, &p->piece, err) == -1)
		return -1;
	return put(p, err);
}

/* What was due is done with, whether it was still needed or not. */
int
printing_record(const struct printing *p, struct err *err)
{
	const struct desk *desk = &p->set->desk;
	struct person person;
	bool needed;
	size_t i;

	if (db_begin(desk->db, err) == -1)
		return -1;
	for (i = 0; i < p->count; i++) {
		if (i > 0 && p->entries[i - 1].person == p->entries[i].person)
			continue;
		if (person_get(desk->db, p->entries[i].person, &person, err) ==
		    LOOKUP_FAILED)
			goto fail;
		needed = is_needed(p, &person, i);
		if (letterbox_record(desk->db, person.id,
			needed ? MESSAGE_SENT : MESSAGE_DROPPED,
			needed ? PRINTED : NEEDLESS, desk->now, err) == -1 ||
		    (needed &&
			person_invited(desk->db, person.id, desk->now, err) ==
			    -1))
			goto fail;
	}
	if (db_commit(desk->db, err) == 0)
		return 0;
fail:
	db_rollback(desk->db);
	return -1;
}
