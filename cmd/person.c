#include <string.h>

#include "arrange.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/enrolment.h"
#include "options.h"
#include "portrait.h"

/* Says what is wrong with the options; EXIT_DONE when nothing is. */
static enum exit_code
judge(const struct context *context, bool reset, const struct arrange *arrange)
{
	int asked = arrange_count(arrange) + reset;

	if (asked > 1)
		return command_misused(context,
		    "--reset, --extend, --exempt and --snooze go one at a "
		    "time");
	if (asked == 0 && arrange->reason != NULL)
		return command_misused(context,
		    "--reason goes with --reset, --extend, --exempt or "
		    "--snooze");
	if (asked == 0)
		return EXIT_DONE;
	return arrange_judge_reason(context, arrange->reason);
}

/* Does what is asked for, and shows who it is then. */
static int
work(const struct context *context, const struct campaign_set *set,
    const char *ref, bool reset, const struct arrange *arrange, struct err *err)
{
	struct portrait portrait;

	if (portrait_read(set, ref, &portrait, err) == -1)
		return -1;
	if (reset &&
	    enrolment_reset(
		&set->desk, &portrait.person, arrange->reason, err) == -1)
		return -1;
	if (arrange_count(arrange) > 0 &&
	    arrange_make(set, arrange, &portrait.person, NULL, err) == -1)
		return -1;
	if (portrait_read(set, ref, &portrait, err) == -1)
		return -1;
	if (context->json)
		return portrait_json(set, &portrait, err);
	return portrait_text(set, &portrait, err);
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	struct arrange arrange = {NULL, NULL, NULL, NULL};
	bool reset = false;
	const struct option_spec specs[] = {
	    {"reset", NULL, &reset, NULL},
	    {"extend", &arrange.extend, NULL, NULL},
	    {"exempt", &arrange.exempt, NULL, NULL},
	    {"snooze", &arrange.snooze, NULL, NULL},
	    {"reason", &arrange.reason, NULL, NULL},
	};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 1, 1, &operands, &code))
		return code;
	code = judge(context, reset, &arrange);
	if (code != EXIT_DONE)
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    work(context, &set, argv[operands], reset, &arrange, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_person = {
    .name = "person",
    .operands = "REF",
    .summary = "shows a person, the messages and the events; or changes things",
    .help =
	"  --extend DAY   gives the person a deadline of their own\n"
	"  --exempt DAY   asks nothing up to and including that day\n"
	"  --snooze DAY   the person promises to do it on that day, and hears\n"
	"                 nothing until then\n"
	"                 DAY is as 2026-12-15; \"none\" takes it back\n"
	"  --reset        takes the second factor, the recovery codes and all\n"
	"                 links away: the person enrols anew\n"
	"  --reason TEXT  why; needed with each of these, and kept in the "
	"events\n"
	"  --json         one object, with messages and events in it",
    .run = run,
};
