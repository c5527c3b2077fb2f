#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "campaign.h"
#include "enrol/journal.h"
#include "gone.h"
#include "jsonout.h"
#include "options.h"
#include "store/message.h"
#include "store/person.h"

/* One of the things that the command does; "ref" is NULL for everybody. */
struct task {
	const char *name;
	int (*run)(const struct context *context,
	    const struct campaign_set *set, const char *ref, struct err *err);
};

static void
print(const struct context *context, const struct person *person,
    const struct message_history *failed, struct jsonout *out)
{
	const struct message *m = &failed->message;
	char when[CLOCK_TEXT_SIZE];

	if (context->json) {
		jsonout_begin(out, NULL, '{');
		jsonout_text(out, "person", person->ref);
		jsonout_text(out, "stage", m->stage);
		jsonout_text(out, "channel", model_channel(m->channel));
		jsonout_number(out, "attempts", m->attempts);
		jsonout_instant(out, "at", failed->changed_at);
		jsonout_text(out, "detail", failed->detail);
		jsonout_end(out, '}');
		return;
	}
	clock_text(failed->changed_at, when);
	printf("%s  %-20s %-14s %-5s %s\n", when, person->ref, m->stage,
	    model_channel(m->channel), failed->detail);
}

static int
list(const struct context *context, const struct campaign_set *set,
    const char *ref, struct err *err)
{
	struct db_rows *rows = message_failed(set->db, err);
	struct message_history failed;
	struct jsonout out = {false};
	struct person person;
	int more;

	if (rows == NULL)
		return -1;
	if (context->json)
		jsonout_begin(&out, NULL, '[');
	while ((more = db_next(rows, err)) == 1) {
		message_row(rows, &failed);
		person.ref[0] = '\0'; /* of who is on no list */
		if (person_get(set->db, failed.message.person, &person, err) ==
		    LOOKUP_FAILED) {
			more = -1;
			break;
		}
		if (ref == NULL || text_same(ref, person.ref))
			print(context, &person, &failed, &out);
	}
	db_end(rows);
	if (context->json) {
		jsonout_end(&out, ']');
		putchar('\n');
	}
	return more;
}

static int
retry(const struct context *context, const struct campaign_set *set,
    const char *ref, struct err *err)
{
	struct person person = {.id = 0};
	int64_t count;

	if (ref != NULL && campaign_person(set, ref, &person, err) == -1)
		return -1;
	if (db_begin(set->db, err) == -1)
		return -1;
	if (message_retry(set->db, person.id, set->desk.now, &count, err) ==
		-1 ||
	    journal_note(&set->desk, "retried", person.id, "", err) == -1) {
		db_rollback(set->db);
		return -1;
	}
	if (db_commit(set->db, err) == -1)
		return -1;
	if (context->json)
		printf("{\"waiting\":%lld}\n", (long long)count);
	else
		printf(
		    "%lld messages wait for the next run\n", (long long)count);
	return 0;
}

static int
enable(const struct context *context, const struct campaign_set *set,
    const char *ref, struct err *err)
{
	(void)ref;
	if (db_begin(set->db, err) == -1)
		return -1;
	if (gone_lift(set, err) == -1 ||
	    journal_note(&set->desk, "webhook-enabled", 0, "", err) == -1) {
		db_rollback(set->db);
		return -1;
	}
	if (db_commit(set->db, err) == -1)
		return -1;
	if (context->json)
		printf("{\"enabled\":true}\n");
	else
		printf("the next run calls webhook.url again\n");
	return 0;
}

static const struct task tasks[] = {
    {"list", list},
    {"retry", retry},
    {"enable", enable},
};
#define TASKS (sizeof(tasks) / sizeof(tasks[0]))

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	const char *ref = NULL;
	const struct option_spec specs[] = {{"person", &ref, NULL, NULL}};
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;
	size_t i = 0;

	if (!options_read(
		context, argc, argv, specs, 1, 1, 1, &operands, &code))
		return code;
	while (i < TASKS && !text_same(tasks[i].name, argv[operands]))
		i++;
	if (i == TASKS)
		return command_misused(context,
		    "\"%s\": expected list, retry or enable", argv[operands]);
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    tasks[i].run(context, &set, ref, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_deliver = {
    .name = "deliver",
    .operands = "list | retry | enable",
    .summary = "messages that could not be delivered, and what to do with them",
    .help =
	"list    those that are not tried again, and why\n"
	"retry   has them tried again by the next run\n"
	"enable  calls webhook.url again, after it said that it is gone (410)\n"
	"\n"
	"  --person REF  only the messages of this person\n"
	"  --json        JSON instead of lines\n",
    .run = run,
};
