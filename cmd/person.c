#include <string.h>

#include "base/text.h"
#include "campaign.h"
#include "enrol/enrolment.h"
#include "options.h"
#include "portrait.h"

#define REASON_MAX DETAIL_MAX /* bytes; it is an event's detail */

/* Says what is wrong with the options; EXIT_DONE when nothing is. */
static enum exit_code
judge(const struct context *context, bool reset, const char *reason)
{
	if (!reset && reason != NULL)
		return command_misused(context, "--reason goes with --reset");
	if (!reset)
		return EXIT_DONE;
	if (reason == NULL || reason[0] == '\0')
		return command_misused(context,
		    "--reset needs --reason TEXT, which the events keep");
	if (strlen(reason) > REASON_MAX || text_has_control(reason) ||
	    !text_is_utf8(reason, strlen(reason)))
		return command_misused(context,
		    "the reason has to be one line of at most %d bytes, in "
		    "UTF-8",
		    REASON_MAX);
	return EXIT_DONE;
}

/* Resets when there is a reason to, and shows who it is then. */
static int
work(const struct context *context, const struct campaign_set *set,
    const char *ref, const char *reason, struct err *err)
{
	struct portrait portrait;

	if (portrait_read(set, ref, &portrait, err) == -1)
		return -1;
	if (reason != NULL &&
	    (enrolment_reset(&set->desk, &portrait.person, reason, err) == -1 ||
		portrait_read(set, ref, &portrait, err) == -1))
		return -1;
	if (context->json)
		return portrait_json(set, &portrait, err);
	return portrait_text(set, &portrait, err);
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	const char *reason = NULL;
	bool reset = false;
	const struct option_spec specs[] = {
	    {"reset", NULL, &reset, NULL},
	    {"reason", &reason, NULL, NULL},
	};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 1, 1, &operands, &code))
		return code;
	code = judge(context, reset, reason);
	if (code != EXIT_DONE)
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    work(context, &set, argv[operands], reason, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_person = {
    .name = "person",
    .operands = "REF",
    .summary = "shows a person, the messages and the events; or resets",
    .help =
	"  --reset        takes the second factor, the recovery codes and all\n"
	"                 links away: the person enrols anew\n"
	"  --reason TEXT  why; needed with --reset, and kept in the events\n"
	"  --json         one object, with messages and events in it",
    .run = run,
};
