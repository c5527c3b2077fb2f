#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/doorman.h"
#include "options.h"
#include "rehearse.h"
#include "sources.h"

#define JSON_MAX (128 * 1024) /* bytes; a pop-up has 64 KB of text at most */

/* As GET /v1/gate. */
static int
print_json(const struct campaign_set *set, const struct person *person,
    const struct footing *footing, const struct gate *gate, bool wants_popup,
    struct err *err)
{
	const struct writers writers = sources(set);
	struct buf popup, json;
	int rc = -1;

	buf_init(&popup, JSON_MAX);
	buf_init(&json, JSON_MAX);
	if (wants_popup && gate->decision == DECISION_NUDGE &&
	    writers.popup(
		writers.context, &set->desk, person, NULL, &popup, err) == -1)
		goto out;
	if (doorman_write(&set->desk, footing, gate,
		popup.len > 0 ? popup.data : NULL, &json, err) == -1)
		goto out;
	printf("%s\n", json.data);
	rc = 0;
out:
	buf_wipe(&popup);
	buf_wipe(&json);
	return rc;
}

static void
print_text(const struct gate *gate, int64_t now)
{
	char deadline[DAY_TEXT_SIZE];

	day_text(gate->deadline_day, deadline);
	printf("%s, deadline %s, %lld %s left\n",
	    model_decision(gate->decision), deadline,
	    (long long)gate->days_left, gate->days_left == 1 ? "day" : "days");
	if (gate->later)
		printf("today one has to press \"later\" to go on\n");
	if (gate->would != gate->decision)
		printf("would be %s, but gate.mode is \"observe\"\n",
		    model_decision(gate->would));
	if (gate->decision == DECISION_WAIT && gate->retry_at == 0)
		printf("blocked after too many wrong codes; the helpdesk "
		       "resets it\n");
	else if (gate->decision == DECISION_WAIT)
		printf("codes are looked at again in %lld seconds\n",
		    (long long)(gate->retry_at - now));
}

static int
ask(const struct context *context, const struct campaign_set *set,
    const char *ref, bool wants_popup, struct gate *gate, struct err *err)
{
	struct footing footing;
	struct person person;

	if (campaign_person(set, ref, &person, err) == -1)
		return -1;
	footing = footing_of(set->config, &person);
	if (gate_decide(&set->desk, &footing, gate, err) == -1)
		return -1;
	if (context->json)
		return print_json(
		    set, &person, &footing, gate, wants_popup, err);
	print_text(gate, set->desk.now);
	return 0;
}

/* The day to rehearse: as given, or the campaign's deadline. */
static int
rehearse_day(const struct context *context, const struct campaign_set *set,
    const char *text, bool people, struct err *err)
{
	int64_t day = set->config->campaign.deadline_day;

	if (text != NULL && day_parse(text, &day) == -1)
		return err_set(err, ERR_USAGE,
		    "--rehearse \"%.40s\" is no day; an example is 2026-12-01",
		    text);
	return rehearse(context, set, day, people, err);
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	bool rehearsing = false, people = false, wants_popup = false;
	const struct option_spec specs[] = {
	    {"rehearse", NULL, &rehearsing, NULL},
	    {"people", NULL, &people, NULL},
	    {"popup", NULL, &wants_popup, NULL},
	};
	struct gate gate = {.decision = DECISION_ALLOW};
	enum exit_code code = EXIT_DONE;
	unsigned int need = NEED_KEYS;
	const char *operand;
	struct campaign_set set;
	struct err err;
	int operands, rc;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 1, &operands, &code))
		return code;
	operand = operands < argc ? argv[operands] : NULL;
	if (operand == NULL && !rehearsing)
		return command_misused(
		    context, "REF is missing: who is logging in?");
	if (people && !rehearsing)
		return command_misused(
		    context, "--people goes with --rehearse");
	if (wants_popup && (rehearsing || !context->json))
		return command_misused(context, "--popup goes with --json");
	if (rehearsing)
		need = NEED_DB;
	else if (wants_popup)
		need = NEED_KEYS | NEED_TEMPLATES;
	rc = campaign_open(context, need, &set, &err);
	if (rc == 0)
		rc = rehearsing
		    ? rehearse_day(context, &set, operand, people, &err)
		    : ask(context, &set, operand, wants_popup, &gate, &err);
	if (rc == -1)
		code = command_fail(context, &err);
	else if (gate.decision != DECISION_ALLOW &&
	    gate.decision != DECISION_NUDGE)
		code = EXIT_NO;
	campaign_close(&set);
	return code;
}

const struct command command_gate = {
    .name = "gate",
    .operands = "REF | --rehearse [DAY]",
    .summary = "tells what the host app is told when a person logs in",
    .help =
	"allow  enrolled, or nothing is asked of this person yet\n"
	"nudge  before the deadline: let in, and show the pop-up\n"
	"enrol  after it: first the second factor\n"
	"wait   too many wrong codes: nothing is looked at for a while\n\n"
	"  --rehearse [DAY]  instead: who would be stopped on that day (the\n"
	"                    deadline), if nobody enrolled any more, by\n"
	"                    organisation\n"
	"  --people          with --rehearse: also each of them\n"
	"  --json            as GET /v1/gate; the enrol_url in it is for\n"
	"                    this person only\n"
	"  --popup           with --json: also the pop-up of the person's "
	"stage\n"
	"\n"
	"Exit: 0 allow or nudge, 1 enrol or wait.",
    .run = run,
};
