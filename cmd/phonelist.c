#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "phonelist.h"
#include "schedule/ladder.h"
#include "store/call.h"
#include "store/organisation.h"
#include "store/person.h"

#define FIRST_ENTRIES 64
#define UNREACHABLE 4 /* in the measure of how hard it will be */
#define STUCK 2
#define SILENCE_MAX 3

/* Who is looked for, and where they are put. */
struct search {
	const struct campaign_set *set;
	int64_t organisation; /* id; 0: of all */
	struct phonelist *list;
};

static bool
gets_no_mail(const struct person *p)
{
	return p->email[0] == '\0' || p->unreachable_at != 0;
}

static bool
is_stuck(const struct person *p)
{
	return p->started_at != 0 || p->opened_at != 0;
}

/*
 * What makes it hard for somebody: nothing but the phone reaches them; they
 * began and got stuck; calls and messages before had no answer, which counts no
 * further than that nobody has to be given up.
 */
static int64_t
difficulty_of(const struct person *p, int64_t tries)
{
	int64_t difficulty = 0;

	if (gets_no_mail(p))
		difficulty += UNREACHABLE;
	if (is_stuck(p))
		difficulty += STUCK;
	difficulty += tries < SILENCE_MAX ? tries : SILENCE_MAX;
	return difficulty + (p->silent < SILENCE_MAX ? p->silent : SILENCE_MAX);
}

/* Nearest deadline first, then the hardest, then who waited longest. */
static int
compare(const void *a, const void *b)
{
	const struct phonelist_entry *l = a, *r = b;

	if (l->deadline_day != r->deadline_day)
		return l->deadline_day < r->deadline_day ? -1 : 1;
	if (l->difficulty != r->difficulty)
		return l->difficulty > r->difficulty ? -1 : 1;
	if (l->since != r->since)
		return l->since < r->since ? -1 : 1;
	return l->person.id < r->person.id ? -1 : l->person.id > r->person.id;
}

/* The next entry, empty; NULL without memory. */
static struct phonelist_entry *
next_entry(struct phonelist *list)
{
	size_t wanted = list->size == 0 ? FIRST_ENTRIES : list->size * 2;
	struct phonelist_entry *entries;

	if (list->count == list->size) {
		entries = realloc(list->entries, wanted * sizeof(*entries));
		if (entries == NULL)
			return NULL;
		list->entries = entries;
		list->size = wanted;
	}
	return &list->entries[list->count];
}

/* Puts a person on the list, if there is still something to call about. */
static int
add(const struct search *search, int64_t id, const char *stage_name,
    int64_t since, int64_t tries, struct err *err)
{
	const struct campaign_set *set = search->set;
	const struct stage *stage = config_stage(set->config, stage_name);
	struct phonelist_entry *e = next_entry(search->list);

	if (e == NULL)
		return err_memory(err);
	switch (person_get(set->db, id, &e->person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	if (organisation_get(set->db, e->person.organisation, &e->organisation,
		err) == LOOKUP_FAILED)
		return -1;
	if (stage == NULL ||
	    !ladder_needs(
		set->config, stage, &e->person, day_of(set->desk.now)) ||
	    (search->organisation != 0 &&
		search->organisation != e->organisation.id))
		return 0;
	snprintf(e->stage, sizeof(e->stage), "%s", stage_name);
	e->since = since;
	e->deadline_day = ladder_deadline_day(set->config, &e->person);
	e->tries = tries;
	e->difficulty = difficulty_of(&e->person, tries);
	search->list->count++;
	return 0;
}

static int
collect(const struct search *search, struct err *err)
{
	struct db_rows *rows =
	    call_open(search->set->db, search->set->desk.now, err);
	int more, rc = 0;

	if (rows == NULL)
		return -1;
	while (rc == 0 && (more = db_next(rows, err)) != 0)
		rc = more == -1
		    ? -1
		    : add(search, db_column_int(rows, 0),
			  db_column_text(rows, 1), db_column_int(rows, 2),
			  db_column_int(rows, 3), err);
	db_end(rows);
	return rc;
}

int
phonelist_make(const struct campaign_set *set, const char *organisation,
    struct phonelist *list, struct err *err)
{
	struct organisation of = {.id = 0};
	struct search search = {.set = set, .list = list};

	*list = (struct phonelist){.entries = NULL};
	if (organisation != NULL &&
	    organisation_named(set->db, organisation, &of, err) == -1)
		return -1;
	search.organisation = of.id;
	if (collect(&search, err) == -1)
		return -1;
	if (list->count > 1)
		qsort(list->entries, list->count, sizeof(*list->entries),
		    compare);
	return 0;
}

/* Adds one thing to know, behind what stands from "before" on. */
static void
add_thing(struct buf *out, size_t before, const char *thing, int64_t number)
{
	if (out->len > before)
		buf_text(out, ", ");
	if (number == 0)
		buf_text(out, thing);
	else
		buf_format(out, "%lld %s", (long long)number, thing);
}

void
phonelist_why(const struct phonelist_entry *e, struct buf *out)
{
	const struct person *p = &e->person;
	size_t before = out->len;

	if (gets_no_mail(p))
		add_thing(out, before, "no mail", 0);
	if (is_stuck(p))
		add_thing(out, before,
		    p->started_at != 0 ? "saw the key" : "had a look", 0);
	if (e->tries > 0)
		add_thing(out, before,
		    e->tries == 1 ? "call unanswered" : "calls unanswered",
		    e->tries);
	if (p->silent > 1)
		add_thing(out, before, "messages unanswered", p->silent);
	if (out->len == before)
		add_thing(out, before, "nothing special", 0);
}

void
phonelist_free(struct phonelist *list)
{
	free(list->entries);
	*list = (struct phonelist){.entries = NULL};
}
