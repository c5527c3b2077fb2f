#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/day.h"
#include "campaign.h"
#include "enrol/obligation.h"
#include "enrol/purge.h"
#include "incoming.h"
#include "interrupt.h"
#include "monitor.h"
#include "options.h"
#include "outbox.h"
#include "schedule/plan.h"
#include "store/message.h"
#include "weekly.h"

static void
print_json(const struct plan_counts *plan, int64_t recovered, int64_t digests,
    const struct outbox_counts *counts, const struct incoming *incoming)
{
	int channel;

	printf("{\"looked_at\":%lld,\"planned\":%lld,\"passed_over\":%lld,"
	       "\"without_channel\":%lld,\"recovered\":%lld,"
	       "\"digests\":%lld",
	    (long long)plan->looked_at, (long long)plan->planned,
	    (long long)plan->passed_over, (long long)plan->without,
	    (long long)recovered, (long long)digests);
	for (channel = 0; channel < CHANNELS; channel++) {
		const struct outbox_counts *c = &counts[channel];

		printf(",\"%s\":{\"sent\":%lld,\"later\":%lld,\"failed\":%lld,"
		       "\"unknown\":%lld,\"dropped\":%lld,\"waiting\":%lld,"
		       "\"down\":%s}",
		    model_channel((enum channel)channel), (long long)c->sent,
		    (long long)c->later, (long long)c->failed,
		    (long long)c->unknown, (long long)c->dropped,
		    (long long)c->waiting, c->down ? "true" : "false");
	}
	printf(",");
	incoming_json(incoming);
	printf("}\n");
}

/* A figure that is worth a word: "3 failed". */
static void
print_some(int64_t number, const char *word)
{
	if (number != 0)
		printf(", %lld %s", (long long)number, word);
}

static void
print_line(const struct plan_counts *plan, int64_t recovered, int64_t digests,
    const struct outbox_counts *counts, const struct incoming *incoming)
{
	static const char *const names[CHANNELS] = {"mail", "pop-ups"};
	int channel;

	printf("%lld people looked at, %lld messages planned",
	    (long long)plan->looked_at, (long long)plan->planned);
	print_some(plan->passed_over, "passed over");
	print_some(plan->without, "without a channel");
	print_some(digests, "weekly mails");
	print_some(recovered, "left by a run that stopped");
	for (channel = 0; channel < CHANNELS; channel++) {
		const struct outbox_counts *c = &counts[channel];

		printf("; %s: %lld sent", names[channel], (long long)c->sent);
		print_some(c->later, "to be tried again");
		print_some(c->unknown, "unknown");
		print_some(c->failed, "failed");
		print_some(c->dropped, "no longer needed");
		print_some(c->waiting, "waiting");
	}
	incoming_print(incoming);
	printf("\n");
}

static enum exit_code
outcome(const struct outbox_counts *counts)
{
	enum exit_code code = EXIT_DONE;
	int channel;

	for (channel = 0; channel < CHANNELS; channel++) {
		if (counts[channel].down)
			return EXIT_UNREACHABLE;
		if (counts[channel].later > 0 || counts[channel].unknown > 0)
			code = EXIT_LATER;
	}
	return interrupt_came() ? EXIT_LATER : code;
}

/* Told loudly, on every run: the owner has to act. */
static void
tell_obligation(const struct obligation *o, void *context)
{
	const struct campaign_set *set = context;
	char day[DAY_TEXT_SIZE];

	day_text(o->deadline_day, day);
	if (o->held)
		fprintf(stderr,
		    "%s: THE OBLIGATION IS HELD for %s%s: the deadline "
		    "was %s, %lld of %lld are ready and %s asks for %lld%%; "
		    "nobody is stopped at the gate until then\n",
		    set->program, o->wave[0] == '\0' ? "the campaign" : "wave ",
		    o->wave, day, (long long)o->enrolled, (long long)o->people,
		    set->config->path,
		    (long long)set->config->enforce.at_least);
	else
		fprintf(stderr,
		    "%s: the obligation has come for %s%s: %lld of %lld "
		    "are ready\n",
		    set->program, o->wave[0] == '\0' ? "the campaign" : "wave ",
		    o->wave, (long long)o->enrolled, (long long)o->people);
}

/* The night's work, under the lock. */
static int
work(struct context *context, struct campaign_set *set,
    struct outbox_counts *counts, enum exit_code *code, struct err *err)
{
	const volatile sig_atomic_t *stop = interrupt_watch();
	struct log log = {stderr, LOG_WARNING, &context->clock};
	struct plan_counts plan;
	struct incoming incoming;
	int64_t recovered, digests;

	incoming_run(set, stop, &incoming);
	if (message_recover(set->db, set->desk.now, &recovered, err) == -1 ||
	    obligation_decide(&set->desk, tell_obligation, set, err) == -1 ||
	    plan_write(set->db, set->config, set->desk.now, &plan, err) == -1 ||
	    weekly_plan(set, &digests, err) == -1 ||
	    outbox_send(set, &context->clock, &log, stop, counts, err) == -1 ||
	    purge_ended(&set->desk, err) == -1)
		return -1;
	if (context->json)
		print_json(&plan, recovered, digests, counts, &incoming);
	else
		print_line(&plan, recovered, digests, counts, &incoming);
	*code = outcome(counts);
	if (*code == EXIT_DONE)
		*code = incoming_outcome(&incoming);
	return 0;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct outbox_counts counts[CHANNELS];
	struct night night = {.began = clock_ticks(), .counts = counts};
	struct campaign_set set;
	struct err err;
	int operands, fd = -1;

	if (!options_read(context, argc, argv, NULL, 0, 0, 0, &operands, &code))
		return code;
	/* A server that hangs up is an answer, not the end of the run. */
	signal(SIGPIPE, SIG_IGN);
	if (campaign_open(context, NEED_KEYS, &set, &err) == -1 ||
	    (fd = campaign_lock(&set, ".lock", &err)) == -1 ||
	    work(context, &set, counts, &code, &err) == -1)
		code = command_fail(context, &err);
	else
		night.worked = true;
	night.locked = fd != -1;
	monitor_tell(context, &set, &night, code);
	campaign_close(&set);
	if (fd != -1)
		close(fd);
	return code;
}

const struct command command_run = {
    .name = "run",
    .operands = "",
    .summary = "the batch for cron: plans what is due, sends, tries again",
    .help =
	"Works out who is due, writes the messages, sends mail and pop-ups\n"
	"and records the results.  Safe at any hour and as often as one\n"
	"likes: what was sent is never sent again.  Mail waits for the\n"
	"sending hours of the configuration.  Before all that it imports\n"
	"the lists in import.folder.\n\n"
	"  --json  one object instead of the summary line\n\n"
	"Exit: 0 done, 69 a server could not be reached, 75 another run is\n"
	"at work, or part of the messages will be tried again, 65 a list\n"
	"was refused and nothing else is the matter.",
    .run = run,
};
