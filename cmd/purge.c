#include <inttypes.h>
#include <stdio.h>

#include "campaign.h"
#include "enrol/purge.h"
#include "interrupt.h"
#include "jsonout.h"
#include "meter.h"
#include "options.h"

#define PATIENCE 20 /* times that a step waits for other writers */

/* What a kind is called in a sentence. */
static const char *const words[PURGE_KINDS] = {
    [PURGE_PEOPLE] = "people erased who have left",
    [PURGE_ANSWERS] = "answers of servers",
    [PURGE_REFUSALS] = "lists emptied of their refused lines",
    [PURGE_DETAILS] = "events emptied of their details",
    [PURGE_EVENTS] = "events cut off",
};

/* Others write as well, and sometimes for long: an import does. */
static int
step(const struct desk *desk, enum purge_kind kind, struct purge *purge,
    struct err *err)
{
	int tries, more;

	for (tries = 0; tries < PATIENCE; tries++) {
		more = purge_step(desk, kind, purge, err);
		if (more != -1 || err->kind != ERR_LATER)
			return more;
	}
	return -1;
}

static int
purge_one(const struct campaign_set *set, enum purge_kind kind, int64_t *done,
    struct err *err)
{
	struct purge purge = {0};
	struct meter meter;
	int64_t total = 0;
	int more = 1;

	if (purge_count(&set->desk, kind, &total, err) == -1)
		return -1;
	meter_begin(&meter, words[kind], total);
	while (more == 1 && !interrupt_came()) {
		more = step(&set->desk, kind, &purge, err);
		meter_show(&meter, purge.done);
	}
	meter_end(&meter);
	*done = purge.done;
	return more;
}

static int
purge_all(const struct campaign_set *set, int64_t counts[PURGE_KINDS],
    struct err *err)
{
	int kind;

	if (purge_ended(&set->desk, err) == -1)
		return -1;
	for (kind = 0; kind < PURGE_KINDS && !interrupt_came(); kind++) {
		if (purge_one(set, (enum purge_kind)kind, &counts[kind], err) ==
		    -1)
			return -1;
	}
	return db_settle(set->db, err);
}

static int
count_all(const struct campaign_set *set, int64_t counts[PURGE_KINDS],
    struct err *err)
{
	int kind;

	for (kind = 0; kind < PURGE_KINDS; kind++) {
		if (purge_count(&set->desk, (enum purge_kind)kind,
			&counts[kind], err) == -1)
			return -1;
	}
	return 0;
}

static void
print(const struct context *context, const struct campaign_set *set,
    const int64_t counts[PURGE_KINDS], bool dry)
{
	struct jsonout out = {false};
	int kind;

	if (context->json) {
		jsonout_begin(&out, NULL, '{');
		jsonout_flag(&out, "dry_run", dry);
		for (kind = 0; kind < PURGE_KINDS; kind++)
			jsonout_number(&out, purge_name((enum purge_kind)kind),
			    counts[kind]);
		jsonout_end(&out, '}');
		putchar('\n');
		return;
	}
	for (kind = 0; kind < PURGE_KINDS; kind++) {
		int64_t days = purge_days(&set->desk, (enum purge_kind)kind);

		printf("%10" PRId64 "  %s", counts[kind], words[kind]);
		if (days == 0)
			printf(", which are kept for ever\n");
		else
			printf(", after %" PRId64 " days\n", days);
	}
	if (dry)
		printf("Nothing was changed: that is what would go.\n");
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	int64_t counts[PURGE_KINDS] = {0};
	bool dry = false;
	const struct option_spec specs[] = {{"dry-run", NULL, &dry, NULL}};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(
		context, argc, argv, specs, 1, 0, 0, &operands, &code))
		return code;
	interrupt_watch();
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    (dry ? count_all(&set, counts, &err)
		 : purge_all(&set, counts, &err)) == -1)
		code = command_fail(context, &err);
	else
		print(context, &set, counts, dry);
	if (code == EXIT_DONE && interrupt_came())
		code = EXIT_LATER;
	campaign_close(&set);
	return code;
}

const struct command command_purge = {
    .name = "purge",
    .operands = "[--dry-run]",
    .summary = "takes out what is kept no longer, as \"keep\" says",
    .help =
	"Erases who left long ago, and takes out answers of servers, lines\n"
	"that were refused, reasons and notes in events, and old events,\n"
	"each after the days of \"keep\" in twofold.conf.  No figure changes,\n"
	"and the chain of events stays whole.  It goes in small steps while\n"
	"others work, can stop at any moment, and goes on the next time.\n\n"
	"  --dry-run  only count what would go\n"
	"  --json     one object with the numbers\n\n"
	"Exit: 0 done, 75 it was stopped or others write for long.",
    .run = run,
};
