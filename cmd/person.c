#include <stdio.h>
#include <string.h>

#include "arrange.h"
#include "base/hash.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/enrolment.h"
#include "enrol/ticket.h"
#include "enrol/helpcode.h"
#include "options.h"
#include "portrait.h"
#include "portraitjson.h"
#include "store/person.h"

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

/* The key of whose page shows that code to read to the helpdesk. */
static int
resolve(const struct campaign_set *set, const char *operand,
    char ref[REF_MAX + 1], struct err *err)
{
	struct person person;
	int64_t id;

	if (helpcode_read(&set->desk, operand, &id, err) == -1)
		return -1;
	switch (person_get(set->db, id, &person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return err_set(err, ERR_DATA,
		    "%s is nobody's code of today or yesterday; ask for it "
		    "once more",
		    operand);
	case LOOKUP_FOUND:
		break;
	}
	snprintf(ref, REF_MAX + 1, "%s", person.ref);
	return 0;
}

/* With which the person begins anew, on the phone with the helpdesk. */
static int
hand_out(
    const struct campaign_set *set, struct portrait *portrait, struct err *err)
{
	const struct desk *desk = &set->desk;
	char ticket[TICKET_SIZE] = "";
	int64_t expires_at;
	int rc = -1;

	if (ticket_make(desk, &portrait->person, "", ticket, err) !=
		TICKET_MADE ||
	    db_begin(set->db, err) == -1)
		goto out;
	snprintf(portrait->ticket_url, sizeof(portrait->ticket_url), "%s/t/%s",
	    set->config->enrol.base_url, ticket);
	if (startcode_make(desk, &portrait->person, portrait->start_code,
		&expires_at, err) == -1)
		db_rollback(set->db);
	else
		rc = db_commit(set->db, err);
out:
	hash_wipe(ticket, sizeof(ticket));
	return rc;
}

/* Does what is asked for, and shows who it is then. */
static int
work(const struct context *context, const struct campaign_set *set,
    const char *operand, bool reset, const struct arrange *arrange,
    struct err *err)
{
	char found[REF_MAX + 1];
	const char *ref = operand;
	struct portrait portrait;

	if (helpcode_looks(operand)) {
		if (resolve(set, operand, found, err) == -1)
			return -1;
		ref = found;
	}
	if (portrait_read(set, ref, &portrait, err) == -1)
		return -1;
	if (reset &&
	    enrolment_reset(
		&set->desk, &portrait.person, arrange->reason, err) == -1)
		return -1;
	if (arrange_count(arrange) > 0 &&
	    arrange_make(set, arrange, &portrait.person, NULL, err) == -1)
		return -1;
	if (portrait_read(set, ref, &portrait, err) == -1 ||
	    (reset && hand_out(set, &portrait, err) == -1))
		return -1;
	if (context->json)
		return portraitjson_print(set, &portrait, err);
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
	if (campaign_open(context,
		reset || helpcode_looks(argv[operands]) ? NEED_KEYS : NEED_DB,
		&set, &err) == -1 ||
	    work(context, &set, argv[operands], reset, &arrange, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_person = {
    .name = "person",
    .operands = "REF|CODE",
    .summary = "shows a person, the messages and the events; or changes things",
    .help =
	"CODE is what somebody who is stuck reads from the page: as\n"
	"472-109-3816, good for that day and the next.\n\n"
	"  --extend DAY   gives the person a deadline of their own\n"
	"  --exempt DAY   asks nothing up to and including that day\n"
	"  --snooze DAY   the person promises to do it on that day, and hears\n"
	"                 nothing until then\n"
	"                 DAY is as 2026-12-15; \"none\" takes it back\n"
	"  --reset        takes the second factor, the recovery codes and all\n"
	"                 links away: the person enrols anew, with the ticket\n"
	"                 or the start code that it prints\n"
	"  --reason TEXT  why; needed with each of these, and kept in the "
	"events\n"
	"  --json         one object, with messages and events in it",
    .run = run,
};
