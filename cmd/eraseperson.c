#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "arrange.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/erasure.h"
#include "jsonout.h"
#include "options.h"
#include "store/organisation.h"

#define ANSWER_SIZE (REF_MAX + 2) /* a key and the end of the line */

struct asked {
	const char *reason;
	bool leaves;
	bool yes;
};

/* Asks somebody at the terminal; -1 with "err" for anything but the key. */
static int
confirm(const struct campaign_set *set, const struct person *person,
    struct err *err)
{
	struct organisation organisation = {.name = ""};
	char answer[ANSWER_SIZE] = "";

	if (organisation_get(set->db, person->organisation, &organisation,
		err) == LOOKUP_FAILED)
		return -1;
	fprintf(stderr,
	    "%s (%s) of %s will be erased, with the second factor; nothing "
	    "brings it back.\nType the key %s to go on: ",
	    person->name, person->email[0] != '\0' ? person->email : "no mail",
	    organisation.name, person->ref);
	fflush(stderr);
	if (fgets(answer, sizeof(answer), stdin) != NULL &&
	    text_same(text_trim(answer), person->ref))
		return 0;
	return err_set(err, ERR_DATA, "nothing was erased");
}

static void
print(const struct context *context, const struct person *person)
{
	struct jsonout out = {false};

	if (!context->json) {
		printf(
		    "Erased; the figures go by \"erased-%lld\" from now on.  "
		    "Backups, lists and the logs of mail servers are apart.\n",
		    (long long)person->id);
		return;
	}
	jsonout_begin(&out, NULL, '{');
	jsonout_number(&out, "id", person->id);
	jsonout_flag(&out, "erased", true);
	jsonout_end(&out, '}');
	putchar('\n');
}

static int
erase(const struct context *context, const struct campaign_set *set,
    const char *ref, const struct asked *asked, struct err *err)
{
	struct person person;

	if (campaign_person(set, ref, &person, err) == -1 ||
	    erasure_check(
		&set->desk, &person, asked->leaves, asked->reason, err) == -1)
		return -1;
	if (!asked->yes && confirm(set, &person, err) == -1)
		return -1;
	if (erasure_make(
		&set->desk, &person, asked->leaves, asked->reason, err) == -1)
		return -1;
	print(context, &person);
	return 0;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	struct asked asked = {NULL, false, false};
	const struct option_spec specs[] = {
	    {"reason", &asked.reason, NULL, NULL},
	    {"left", NULL, &asked.leaves, NULL},
	    {"yes", NULL, &asked.yes, NULL},
	};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(
		context, argc, argv, specs, 3, 1, 1, &operands, &code))
		return code;
	code = arrange_judge_reason(context, asked.reason);
	if (code != EXIT_DONE)
		return code;
	if (!asked.yes && isatty(STDIN_FILENO) != 1)
		return command_misused(
		    context, "nobody is at a terminal to be asked; add --yes");
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    erase(context, &set, argv[operands], &asked, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_erase_person = {
    .name = "erase-person",
    .operands = "REF --reason TEXT",
    .summary = "takes out all that identifies somebody who has left",
    .help =
	"Takes out name, addresses, keys, the second factor and every text\n"
	"about a person (GDPR, article 17).  What counts stays without a\n"
	"name, so that no figure changes, and so does the chain of events.\n"
	"Who is in a later list all the same comes in as somebody new.\n\n"
	"  --reason TEXT  why; it stays in the events, so without the name\n"
	"  --left         the person has left, though no list says so yet\n"
	"  --yes          do not ask at the terminal\n"
	"  --json         one object",
    .run = run,
};
