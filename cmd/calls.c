#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "callsheet.h"
#include "campaign.h"
#include "enrol/phonecall.h"
#include "options.h"
#include "phonelist.h"

#define NOTE_MAX DETAIL_MAX /* bytes; it is part of an event's detail */

static const struct format {
	const char *name;
	int (*print)(const struct phonelist *, size_t, struct err *);
} formats[] = {
    {"text", callsheet_text},
    {"csv", callsheet_csv},
    {"json", callsheet_json},
};

static const struct format *
find_format(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (text_same(formats[i].name, name))
			return &formats[i];
	}
	return NULL;
}

static int
show(const struct campaign_set *set, const struct format *format,
    const char *organisation, bool all, struct err *err)
{
	size_t calls = (size_t)set->config->helpdesk.calls;
	struct phonelist list;
	int rc = phonelist_make(set, organisation, &list, err);

	if (rc == 0)
		rc = format->print(&list,
		    all || calls == 0 || calls > list.count ? list.count
							    : calls,
		    err);
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
	const char *format = NULL;
	bool recording = false, all = false;
	const struct option_spec specs[] = {
	    {"organisation", &organisation, NULL, NULL},
	    {"format", &format, NULL, NULL},
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
	if (format == NULL)
		format = context->json ? "json" : "text";
	if (find_format(format) == NULL)
		return command_misused(context,
		    "there is no format \"%s\", only text, csv and json",
		    format);
	if (!text_is_line(note, NOTE_MAX))
		return command_misused(context,
		    "the note has to be one line of at most %d bytes, in UTF-8",
		    NOTE_MAX);
	rc = campaign_open(context, NEED_DB, &set, &err);
	if (rc == 0)
		rc = recording
		    ? record(
			  &set, argv[operands], argv[operands + 1], note, &err)
		    : show(&set, find_format(format), organisation, all, &err);
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
	"  --format FORMAT       text (the default), csv or json\n"
	"  --record REF OUTCOME  how it ended: reached, no-answer (on the "
	"list\n"
	"                        again the next working day), wrong-number or\n"
	"                        refused\n"
	"  --note TEXT           kept in the events, with --record\n"
	"  --json                as --format json: an array",
    .run = run,
};
