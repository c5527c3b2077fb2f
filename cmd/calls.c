#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/phonecall.h"
#include "jsonout.h"
#include "options.h"
#include "schedule/ladder.h"
#include "store/call.h"
#include "store/organisation.h"
#include "store/person.h"

#define SHOWN 32 /* characters of a name in the table */
#define SHOWN_SIZE (4 * SHOWN + 8)
#define FIRST_ENTRIES 64
#define UNREACHABLE 4 /* in the measure of how hard it will be */
#define STUCK 2
#define SILENCE_MAX 3
#define NOTE_MAX DETAIL_MAX /* bytes; it is part of an event's detail */

/* Somebody to be called. */
struct entry {
	struct person person;
	struct organisation organisation;
	char stage[LABEL_MAX + 1];
	int64_t since;
	int64_t deadline_day;
	int64_t difficulty; /* how much there is in the way: a rough measure */
};

/* The list before it is printed. */
struct list {
	const struct campaign_set *set;
	int64_t organisation; /* 0: of all */
	struct jsonout *out;  /* NULL: as text */
	struct entry *entries;
	size_t count, size;
};

/*
 * What makes it hard for somebody: nothing but the phone reaches them; they
 * began and got stuck; calls and messages before had no answer, which counts no
 * further than that nobody has to be given up.
 */
static int64_t
difficulty_of(const struct person *p, int64_t tries)
{
	int64_t difficulty = 0;

	if (p->email[0] == '\0' || p->unreachable_at != 0)
		difficulty += UNREACHABLE;
	if (p->started_at != 0 || p->opened_at != 0)
		difficulty += STUCK;
	difficulty += tries < SILENCE_MAX ? tries : SILENCE_MAX;
	return difficulty + (p->silent < SILENCE_MAX ? p->silent : SILENCE_MAX);
}

/* Nearest deadline first, then the hardest, then who waited longest. */
static int
compare(const void *a, const void *b)
{
	const struct entry *l = a, *r = b;

	if (l->deadline_day != r->deadline_day)
		return l->deadline_day < r->deadline_day ? -1 : 1;
	if (l->difficulty != r->difficulty)
		return l->difficulty > r->difficulty ? -1 : 1;
	if (l->since != r->since)
		return l->since < r->since ? -1 : 1;
	return l->person.id < r->person.id ? -1 : l->person.id > r->person.id;
}

static void
print_call(const struct entry *e)
{
	char name[SHOWN_SIZE], place[SHOWN_SIZE];
	char deadline[DAY_TEXT_SIZE], day[DAY_TEXT_SIZE];

	day_text(e->deadline_day, deadline);
	day_text(day_of(e->since), day);
	text_show(e->person.name, SHOWN, name, sizeof(name));
	text_show(e->organisation.name, SHOWN, place, sizeof(place));
	printf("%-16s %-16s %-32s %-32s %s  %s since %s\n", e->person.phone,
	    e->person.ref, name, place, deadline, e->stage, day);
}

static void
json_call(struct jsonout *out, const struct entry *e)
{
	const struct person *p = &e->person;

	jsonout_begin(out, NULL, '{');
	jsonout_text(out, "user", p->ref);
	jsonout_text(out, "name", p->name);
	jsonout_text(out, "phone", p->phone);
	jsonout_text(out, "language", p->language);
	jsonout_text(out, "organisation", e->organisation.ref);
	jsonout_text(out, "organisation_name", e->organisation.name);
	jsonout_text(out, "state", model_state(model_person_state(p)));
	jsonout_day(out, "deadline", e->deadline_day);
	jsonout_number(out, "difficulty", e->difficulty);
	jsonout_text(out, "stage", e->stage);
	jsonout_instant(out, "since", e->since);
	jsonout_end(out, '}');
}

/* The next entry, empty; NULL without memory. */
static struct entry *
next_entry(struct list *list)
{
	size_t wanted = list->size == 0 ? FIRST_ENTRIES : list->size * 2;
	struct entry *entries;

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
add(struct list *list, int64_t id, const char *stage_name, int64_t since,
    int64_t tries, struct err *err)
{
	const struct campaign_set *set = list->set;
	const struct stage *stage = config_stage(set->config, stage_name);
	struct entry *e = next_entry(list);

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
	    (list->organisation != 0 &&
		list->organisation != e->organisation.id))
		return 0;
	snprintf(e->stage, sizeof(e->stage), "%s", stage_name);
	e->since = since;
	e->deadline_day = ladder_deadline_day(set->config, &e->person);
	e->difficulty = difficulty_of(&e->person, tries);
	list->count++;
	return 0;
}

static int
collect(struct list *list, struct err *err)
{
	struct db_rows *rows =
	    call_open(list->set->db, list->set->desk.now, err);
	int more, rc = 0;

	if (rows == NULL)
		return -1;
	while (rc == 0 && (more = db_next(rows, err)) != 0)
		rc = more == -1
		    ? -1
		    : add(list, db_column_int(rows, 0), db_column_text(rows, 1),
			  db_column_int(rows, 2), db_column_int(rows, 3), err);
	db_end(rows);
	if (rc == 0 && list->count > 1)
		qsort(list->entries, list->count, sizeof(*list->entries),
		    compare);
	return rc;
}

static void
print(struct list *list, size_t most)
{
	size_t shown = list->count < most ? list->count : most, i;

	if (list->out != NULL)
		jsonout_begin(list->out, NULL, '[');
	for (i = 0; i < shown; i++) {
		if (list->out != NULL)
			json_call(list->out, &list->entries[i]);
		else
			print_call(&list->entries[i]);
	}
	if (list->out != NULL) {
		jsonout_end(list->out, ']');
		putchar('\n');
	} else if (shown < list->count) {
		printf("%zu to call today, of %zu\n", shown, list->count);
	} else {
		printf("%zu to call\n", shown);
	}
}

static int
show(const struct context *context, const struct campaign_set *set,
    const char *organisation, bool all, struct err *err)
{
	int64_t calls = set->config->helpdesk.calls;
	struct jsonout out = {false};
	struct organisation of = {.id = 0};
	struct list list = {.set = set, .out = context->json ? &out : NULL};
	int rc;

	if (organisation != NULL &&
	    organisation_named(set->db, organisation, &of, err) == -1)
		return -1;
	list.organisation = of.id;
	rc = collect(&list, err);
	if (rc == 0)
		print(&list, all || calls == 0 ? SIZE_MAX : (size_t)calls);
	free(list.entries);
	return rc;
}

static int
record(const struct campaign_set *set, const char *ref, const char *outcome,
    const char *note, struct err *err)
{
	int value = phonecall_of(outcome);
	struct person person;
	int64_t open;

	if (value == -1)
		return err_set(err, ERR_USAGE,
		    "\"%.40s\" is no outcome; it is reached, no-answer, "
		    "wrong-number or refused",
		    outcome);
	if (campaign_person(set, ref, &person, err) == -1 ||
	    phonecall_record(&set->desk, &person, (enum phonecall)value, note,
		&open, err) == -1)
		return -1;
	printf("%s: %s%s\n", person.ref, phonecall_name((enum phonecall)value),
	    open == 0 ? " (was not on the list)" : "");
	return 0;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	const char *organisation = NULL, *note = "";
	bool recording = false, all = false;
	const struct option_spec specs[] = {
	    {"organisation", &organisation, NULL, NULL},
	    {"record", NULL, &recording, NULL},
	    {"note", &note, NULL, NULL},
	    {"all", NULL, &all, NULL},
	};
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands, rc;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 2, &operands, &code))
		return code;
	if (argc - operands != (recording ? 2 : 0))
		return command_misused(context,
		    recording ? "--record needs REF and OUTCOME"
			      : "REF and OUTCOME go with --record");
	if (!text_is_line(note, NOTE_MAX))
		return command_misused(context,
		    "the note has to be one line of at most %d bytes, in UTF-8",
		    NOTE_MAX);
	rc = campaign_open(context, NEED_DB, &set, &err);
	if (rc == 0)
		rc = recording ? record(&set, argv[operands],
				     argv[operands + 1], note, &err)
			       : show(context, &set, organisation, all, &err);
	if (rc == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_calls = {
    .name = "calls",
    .operands = "[--record REF OUTCOME]",
    .summary = "the phone list; or records how a call ended",
    .help =
	"Who is to be called today, the nearest deadline first and then those\n"
	"for whom it will be hardest, as many as helpdesk.calls: stages with\n"
	"the channel \"call\" put them there.  Who enrols leaves the list.\n\n"
	"  --organisation REF    of one organisation only\n"
	"  --all                 more than the helpdesk can call, too\n"
	"  --record REF OUTCOME  how it ended: reached, no-answer (on the "
	"list\n"
	"                        again the next working day), wrong-number or\n"
	"                        refused\n"
	"  --note TEXT           kept in the events, with --record\n"
	"  --json                an array",
    .run = run,
};
