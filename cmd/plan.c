#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/text.h"
#include "campaign.h"
#include "jsonout.h"
#include "options.h"
#include "outlook.h"
#include "reason.h"
#include "schedule/ladder.h"
#include "schedule/plan.h"
#include "store/message.h"

#define DAYS_MAX 3660 /* ten years; a table of days is kept */

/* Messages of one day and stage, by channel. */
struct cell {
	int64_t counts[CHANNELS_ALL];
};

/* What is foreseen from the first day to the last one. */
struct forecast {
	const struct config *config;
	int64_t first_day, last_day;
	int64_t person;     /* id; 0: all */
	struct cell *cells; /* by day and, within it, stage */
	int64_t later;      /* planned by then, but mail waits for its hours */
	struct outlook *outlook;
	bool
	    tells; /* each step of the one person is printed, with its reason */
};

struct options {
	const char *until; /* as given; NULL: today, or the deadline */
	const char *ref;   /* NULL: all */
};

static struct cell *
cell_of(const struct forecast *forecast, int64_t day, size_t stage)
{
	size_t row = (size_t)(day - forecast->first_day);

	return &forecast->cells[row * forecast->config->stage_count + stage];
}

static void
collect(const struct plan_entry *entry, void *context)
{
	struct forecast *forecast = context;
	size_t stage;

	if (forecast->person != 0 && entry->person->id != forecast->person)
		return;
	outlook_add(forecast->outlook, entry);
	if (entry->step.stage == NULL)
		return;
	if (forecast->tells)
		reason_print(forecast->config, entry);
	stage = (size_t)(entry->step.stage - forecast->config->stages);
	if (entry->day > forecast->last_day)
		forecast->later++;
	else
		cell_of(forecast, entry->day, stage)->counts[entry->channel]++;
}

/* Calls "each" for what is not zero, by day and in the order of the stages. */
static void
walk(const struct forecast *forecast,
    void (*each)(int64_t, const char *, enum channel, int64_t, void *),
    void *context)
{
	const struct config *config = forecast->config;
	int64_t day, count;
	size_t stage;
	int channel;

	for (day = forecast->first_day; day <= forecast->last_day; day++) {
		for (stage = 0; stage < config->stage_count; stage++) {
			for (channel = 0; channel < CHANNELS_ALL; channel++) {
				count = cell_of(forecast, day, stage)
					    ->counts[channel];
				if (count > 0)
					each(day, config->stages[stage].name,
					    (enum channel)channel, count,
					    context);
			}
		}
	}
}

static void
print_line(int64_t day, const char *stage, enum channel channel, int64_t count,
    void *context)
{
	char text[DAY_TEXT_SIZE];
	int64_t *total = context;

	day_text(day, text);
	printf("%s  %-*s  %-6s %9lld\n", text, LABEL_MAX, stage,
	    model_channel(channel), (long long)count);
	*total += count;
}

static void
add_up(int64_t day, const char *stage, enum channel channel, int64_t count,
    void *context)
{
	(void)day;
	(void)stage;
	(void)channel;
	*(int64_t *)context += count;
}

static void
print_text(const struct forecast *forecast, const int64_t waiting[CHANNELS])
{
	int64_t total = 0;

	if (forecast->tells) {
		walk(forecast, add_up, &total);
	} else {
		printf("%-10s  %-*s  %-6s %9s\n", "day", LABEL_MAX, "stage",
		    "by", "messages");
		walk(forecast, print_line, &total);
	}
	printf("%lld in all", (long long)total);
	if (forecast->later > 0)
		printf(", and %lld more that wait for sending hours after it",
		    (long long)forecast->later);
	printf("\nalready in the queue, of everyone: %lld by email, %lld by "
	       "popup\n",
	    (long long)waiting[CHANNEL_EMAIL],
	    (long long)waiting[CHANNEL_POPUP]);
}

static void
json_line(int64_t day, const char *stage, enum channel channel, int64_t count,
    void *context)
{
	struct jsonout *out = context;

	jsonout_begin(out, NULL, '{');
	jsonout_day(out, "day", day);
	jsonout_text(out, "stage", stage);
	jsonout_text(out, "channel", model_channel(channel));
	jsonout_number(out, "messages", count);
	jsonout_end(out, '}');
}

static void
print_json(const struct forecast *forecast, const char *ref,
    const int64_t waiting[CHANNELS])
{
	struct jsonout out = {false};
	int channel;

	jsonout_begin(&out, NULL, '{');
	jsonout_day(&out, "from", forecast->first_day);
	jsonout_day(&out, "until", forecast->last_day);
	jsonout_text(&out, "user", ref);
	jsonout_begin(&out, "days", '[');
	walk(forecast, json_line, &out);
	jsonout_end(&out, ']');
	jsonout_number(&out, "later", forecast->later);
	jsonout_number(&out, "untold", outlook_untold(forecast->outlook));
	jsonout_begin(&out, "waiting", '{');
	for (channel = 0; channel < CHANNELS; channel++)
		jsonout_number(&out, model_channel((enum channel)channel),
		    waiting[channel]);
	jsonout_end(&out, '}');
	jsonout_end(&out, '}');
	putchar('\n');
}

/* The days that were asked for, and the person. */
static int
set_range(const struct campaign_set *set, const struct options *options,
    struct forecast *forecast, struct err *err)
{
	struct person person;

	forecast->first_day = day_of(set->desk.now);
	forecast->last_day = forecast->first_day;
	if (options->ref != NULL) {
		if (campaign_person(set, options->ref, &person, err) == -1)
			return -1;
		forecast->person = person.id;
		forecast->last_day = ladder_deadline_day(set->config, &person);
		if (forecast->last_day < forecast->first_day)
			forecast->last_day = forecast->first_day;
	}
	if (options->until != NULL &&
	    day_parse(options->until, &forecast->last_day) == -1)
		return err_set(err, ERR_USAGE,
		    "--until \"%s\" is no day; an example is 2026-10-23",
		    options->until);
	if (forecast->last_day < forecast->first_day ||
	    forecast->last_day - forecast->first_day >= DAYS_MAX)
		return err_set(err, ERR_USAGE,
		    "--until has to be from today on, and within ten years");
	return 0;
}

static int
plan(const struct context *context, const struct campaign_set *set,
    const struct options *options, enum exit_code *code, struct err *err)
{
	struct forecast forecast = {.config = set->config,
	    .tells = options->ref != NULL && !context->json};
	int64_t waiting[CHANNELS];
	size_t days;
	int channel, rc = -1;

	if (set_range(set, options, &forecast, err) == -1)
		goto out;
	days = (size_t)(forecast.last_day - forecast.first_day) + 1;
	forecast.cells =
	    calloc(days * set->config->stage_count, sizeof(*forecast.cells));
	forecast.outlook =
	    outlook_new(set->config, forecast.first_day, forecast.last_day);
	if (forecast.cells == NULL || forecast.outlook == NULL) {
		err_memory(err);
		goto out;
	}
	for (channel = 0; channel < CHANNELS; channel++) {
		if (message_waiting(set->db, (enum channel)channel,
			&waiting[channel], err) == -1)
			goto out;
	}
	if (plan_foresee(set->db, set->config, set->desk.now, forecast.last_day,
		collect, &forecast, err) == -1)
		goto out;
	if (context->json)
		print_json(&forecast, options->ref, waiting);
	else
		print_text(&forecast, waiting);
	if (!context->json)
		outlook_print(forecast.outlook);
	if (outlook_untold(forecast.outlook) > 0)
		*code = EXIT_NO;
	rc = 0;
out:
	outlook_free(forecast.outlook);
	free(forecast.cells);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct options options = {NULL, NULL};
	const struct option_spec specs[] = {
	    {"until", &options.until, NULL, NULL},
	    {"person", &options.ref, NULL, NULL},
	};
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 0, &operands, &code))
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    plan(context, &set, &options, &code, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_plan = {
    .name = "plan",
    .operands = "",
    .summary = "shows what would be sent, day by day; sends nothing",
    .help =
	"As if \"twofold run\" ran whenever something is due and nobody "
	"enrolled\n"
	"meanwhile, by day, stage and channel.\n\n"
	"  --until DAY   up to that day, as 2026-10-23; else today, or with\n"
	"                --person the person's deadline\n"
	"  --person REF  of one person only, each step with its reason\n"
	"  --json        one object: days, later, untold, waiting (in the "
	"queue)\n\n"
	"Tells what is probably not meant: weeks without a message, stages "
	"that\n"
	"nobody gets.  Exit: 0 all is well, 1 somebody would hear nothing at\n"
	"all before the deadline.",
    .run = run,
};
