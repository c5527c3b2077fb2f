#include <stdio.h>
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
#define NOTE_MAX DETAIL_MAX /* bytes; it is part of an event's detail */

/* The list as it is printed. */
struct list {
	const struct campaign_set *set;
	const char *organisation; /* NULL: of all */
	struct jsonout *out;      /* NULL: as text */
	int64_t count;
};

static void
print_call(struct list *list, const struct person *p,
    const struct organisation *o, const char *stage, int64_t since)
{
	char name[SHOWN_SIZE], place[SHOWN_SIZE];
	char deadline[DAY_TEXT_SIZE], day[DAY_TEXT_SIZE];

	day_text(ladder_deadline_day(list->set->config, p), deadline);
	day_text(day_of(since), day);
	text_show(p->name, SHOWN, name, sizeof(name));
	text_show(o->name, SHOWN, place, sizeof(place));
	printf("%-16s %-16s %-32s %-32s %s  %s since %s\n", p->phone, p->ref,
	    name, place, deadline, stage, day);
}

static void
json_call(struct list *list, const struct person *p,
    const struct organisation *o, const char *stage, int64_t since)
{
	struct jsonout *out = list->out;

	jsonout_begin(out, NULL, '{');
	jsonout_text(out, "user", p->ref);
	jsonout_text(out, "name", p->name);
	jsonout_text(out, "phone", p->phone);
	jsonout_text(out, "language", p->language);
	jsonout_text(out, "organisation", o->ref);
	jsonout_text(out, "organisation_name", o->name);
	jsonout_text(out, "state", model_state(model_person_state(p)));
	jsonout_day(out, "deadline", ladder_deadline_day(list->set->config, p));
	jsonout_text(out, "stage", stage);
	jsonout_instant(out, "since", since);
	jsonout_end(out, '}');
}

/* Puts a person on the list, if there is still something to call about. */
static int
add(struct list *list, int64_t id, const char *stage_name, int64_t since,
    struct err *err)
{
	const struct campaign_set *set = list->set;
	const struct stage *stage = config_stage(set->config, stage_name);
	struct organisation organisation;
	struct person person;

	switch (person_get(set->db, id, &person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	if (organisation_get(set->db, person.organisation, &organisation,
		err) == LOOKUP_FAILED)
		return -1;
	if (stage == NULL ||
	    !ladder_needs(set->config, stage, &person, day_of(set->desk.now)) ||
	    (list->organisation != NULL &&
		!text_same(list->organisation, organisation.ref)))
		return 0;
	list->count++;
	if (list->out != NULL)
		json_call(list, &person, &organisation, stage_name, since);
	else
		print_call(list, &person, &organisation, stage_name, since);
	return 0;
}

static int
show(const struct context *context, const struct campaign_set *set,
    const char *organisation, struct err *err)
{
	struct jsonout out = {false};
	struct list list = {set, organisation, context->json ? &out : NULL, 0};
	struct db_rows *rows = call_open(set->db, set->desk.now, err);
	int more, rc = 0;

	if (rows == NULL)
		return -1;
	if (context->json)
		jsonout_begin(&out, NULL, '[');
	while (rc == 0 && (more = db_next(rows, err)) != 0)
		rc = more == -1
		    ? -1
		    : add(&list, db_column_int(rows, 0),
			  db_column_text(rows, 1), db_column_int(rows, 2), err);
	db_end(rows);
	if (context->json) {
		jsonout_end(&out, ']');
		putchar('\n');
	} else if (rc == 0) {
		printf("%lld to call\n", (long long)list.count);
	}
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
	bool recording = false;
	const struct option_spec specs[] = {
	    {"organisation", &organisation, NULL, NULL},
	    {"record", NULL, &recording, NULL},
	    {"note", &note, NULL, NULL},
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
	if (strlen(note) > NOTE_MAX || text_has_control(note) ||
	    !text_is_utf8(note, strlen(note)))
		return command_misused(context,
		    "the note has to be one line of at most %d bytes, in UTF-8",
		    NOTE_MAX);
	rc = campaign_open(context, NEED_DB, &set, &err);
	if (rc == 0)
		rc = recording ? record(&set, argv[operands],
				     argv[operands + 1], note, &err)
			       : show(context, &set, organisation, &err);
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
	"Who is to be called today, those that waited longest first: stages\n"
	"with the channel \"call\" put them there.  Who enrols leaves the "
	"list.\n\n"
	"  --organisation REF    of one organisation only\n"
	"  --record REF OUTCOME  how it ended: reached, no-answer (on the "
	"list\n"
	"                        again the next working day), wrong-number or\n"
	"                        refused\n"
	"  --note TEXT           kept in the events, with --record\n"
	"  --json                an array",
    .run = run,
};
