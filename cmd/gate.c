#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/gate.h"
#include "enrol/invitation.h"
#include "jsonout.h"
#include "options.h"
#include "rehearse.h"

#define URL_MAX 1024 /* bytes */

/* The members of GET /v1/gate, in the same order. */
static int
print_json(const struct campaign_set *set, const struct person *person,
    const struct gate *gate, struct err *err)
{
	struct jsonout out = {false};
	struct buf url;
	int rc = -1;

	buf_init(&url, URL_MAX);
	if (person->enrolled_at == 0 &&
	    invitation_url(&set->desk, person, &url, err) == -1)
		goto out;
	jsonout_begin(&out, NULL, '{');
	jsonout_text(&out, "decision", model_decision(gate->decision));
	jsonout_text(&out, "enrol_url", url.len > 0 ? url.data : NULL);
	jsonout_day(&out, "deadline", gate->deadline_day);
	jsonout_number(&out, "days_left", gate->days_left);
	jsonout_text(&out, "popup", NULL);
	jsonout_flag(&out, "later", gate->later);
	jsonout_end(&out, '}');
	putchar('\n');
	rc = 0;
out:
	buf_wipe(&url);
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
    const char *ref, struct gate *gate, struct err *err)
{
	struct person person;

	if (campaign_person(set, ref, &person, err) == -1 ||
	    gate_decide(&set->desk, &person, gate, err) == -1)
		return -1;
	if (context->json)
		return print_json(set, &person, gate, err);
	print_text(gate, set->desk.now);
	return 0;
}

/* The day to rehearse: as given, or the campaign's deadline. */
static int
rehearse_day(const struct context *context, const struct campaign_set *set,
    const char *text, struct err *err)
{
	int64_t day = set->config->campaign.deadline_day;

	if (text != NULL && day_parse(text, &day) == -1)
		return err_set(err, ERR_USAGE,
		    "--rehearse \"%.40s\" is no day; an example is 2026-12-01",
		    text);
	return rehearse(context, set, day, err);
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	bool rehearsing = false;
	const struct option_spec specs[] = {
	    {"rehearse", NULL, &rehearsing, NULL},
	};
	struct gate gate = {.decision = DECISION_ALLOW};
	enum exit_code code = EXIT_DONE;
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
	rc = campaign_open(
	    context, rehearsing ? NEED_DB : NEED_KEYS, &set, &err);
	if (rc == 0)
		rc = rehearsing ? rehearse_day(context, &set, operand, &err)
				: ask(context, &set, operand, &gate, &err);
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
	"  --json            as GET /v1/gate; the enrol_url in it is for\n"
	"                    this person only\n\n"
	"Exit: 0 allow or nudge, 1 enrol or wait.",
    .run = run,
};
