#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/phonecall.h"
#include "jsonout.h"
#include "options.h"
#include "phonelist.h"

#define SHOWN 32 /* characters of a name in the table */
#define SHOWN_SIZE (4 * SHOWN + 8)
#define NOTE_MAX DETAIL_MAX /* bytes; it is part of an event's detail */

static void
print_call(const struct phonelist_entry *e)
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
json_call(struct jsonout *out, const struct phonelist_entry *e)
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

static void
print(const struct phonelist *list, struct jsonout *out, size_t most)
{
	size_t shown = list->count < most ? list->count : most, i;

	if (out != NULL)
		jsonout_begin(out, NULL, '[');
	for (i = 0; i < shown; i++) {
		if (out != NULL)
			json_call(out, &list->entries[i]);
		else
			print_call(&list->entries[i]);
	}
	if (out != NULL) {
		jsonout_end(out, ']');
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
	struct phonelist list;
	int rc = phonelist_make(set, organisation, &list, err);

	if (rc == 0)
		print(&list, context->json ? &out : NULL,
		    all || calls == 0 ? SIZE_MAX : (size_t)calls);
	phonelist_free(&list);
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
