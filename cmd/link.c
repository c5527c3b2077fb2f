#include <stdio.h>

#include "campaign.h"
#include "enrol/invitation.h"
#include "enrol/journal.h"
#include "jsonout.h"
#include "options.h"

#define URL_MAX 1024 /* bytes */

static void
print(const struct context *context, const struct campaign_set *set,
    const struct person *person, const char *url)
{
	struct jsonout out = {false};

	if (!context->json) {
		printf("%s\n", url);
	} else {
		jsonout_begin(&out, NULL, '{');
		jsonout_text(&out, "user", person->ref);
		jsonout_text(&out, "url", url);
		jsonout_instant(&out, "expires_at",
		    set->desk.now + set->config->enrol.link_days * CLOCK_DAY);
		jsonout_end(&out, '}');
		putchar('\n');
	}
	fprintf(stderr,
	    "%s: this link is for %s only; it works for %lld days\n",
	    context->program, person->ref,
	    (long long)set->config->enrol.link_days);
}

/* No link leaves without an event that says so. */
static int
hand_out(const struct context *context, const struct campaign_set *set,
    const char *ref, struct err *err)
{
	struct person person;
	struct buf url;
	int rc = -1;

	buf_init(&url, URL_MAX);
	if (campaign_person(set, ref, &person, err) == -1)
		goto out;
	if (invitation_url(
		&set->desk, person.id, person.generation, &url, err) == -1 ||
	    db_begin(set->db, err) == -1)
		goto out;
	if (journal_note(&set->desk, "link", person.id, "", err) == -1 ||
	    db_commit(set->db, err) == -1) {
		db_rollback(set->db);
		goto out;
	}
	print(context, set, &person, url.data);
	rc = 0;
out:
	buf_wipe(&url);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, NULL, 0, 1, 1, &operands, &code))
		return code;
	if (campaign_open(context, NEED_KEYS, &set, &err) == -1 ||
	    hand_out(context, &set, argv[operands], &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_link = {
    .name = "link",
    .operands = "REF",
    .summary = "prints a person's link to the enrolment pages",
    .help =
	"Give it to this person and nobody else.  What enrol.proof asks for "
	"is\n"
	"asked as well, unless that is \"none\".  An event notes that it was "
	"made.\n\n"
	"  --json  one object: user, url, expires_at",
    .run = run,
};
