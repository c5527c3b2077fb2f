#include <inttypes.h>
#include <stdio.h>

#include "actor.h"
#include "arrange.h"
#include "base/day.h"
#include "base/text.h"
#include "jsonout.h"
#include "options.h"
#include "enrol/journal.h"
#include "store/contact.h"
#include "store/exception.h"
#include "store/organisation.h"
#include "store/tally.h"

static void
print_exception(const struct exception *e)
{
	char day[DAY_TEXT_SIZE], at[DAY_TEXT_SIZE];

	day_text(e->day, day);
	day_text(day_of(e->at), at);
	printf("  %s  %s %s by %s: %s\n", at, exception_name(e->kind),
	    e->day == 0 ? "taken back" : day, e->author, e->reason);
}

static void
json_exception(struct jsonout *out, const struct exception *e)
{
	jsonout_begin(out, NULL, '{');
	jsonout_instant(out, "at", e->at);
	jsonout_text(out, "kind", exception_name(e->kind));
	if (e->day == 0)
		jsonout_text(out, "day", NULL);
	else
		jsonout_day(out, "day", e->day);
	jsonout_text(out, "author", e->author);
	jsonout_text(out, "reason", e->reason);
	jsonout_end(out, '}');
}

/* What was arranged with it: to "out", or as text when that is NULL. */
static int
show_exceptions(const struct campaign_set *set,
    const struct organisation *organisation, struct jsonout *out,
    struct err *err)
{
	struct db_rows *rows = exception_of(set->db, -1, organisation->id, err);
	char author[ACTOR_SIZE];
	struct exception e;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		exception_row(rows, &e);
		e.author = actor_name(set->db, e.author, author);
		if (out != NULL)
			json_exception(out, &e);
		else
			print_exception(&e);
	}
	db_end(rows);
	return more;
}

static int
show(const struct context *context, const struct campaign_set *set,
    const struct organisation *organisation, struct err *err)
{
	struct jsonout out = {false};
	char contact[CONTACT_MAX + 1];
	int64_t people, enrolled;
	int rc;

	if (tally_team(set->db, organisation->id, set->desk.now, &people,
		&enrolled, err) == -1 ||
	    contact_get(set->db, organisation->id, contact, err) == -1)
		return -1;
	if (!context->json) {
		printf("%s (%s)\n  %" PRId64 " people, %" PRId64 " enrolled\n",
		    organisation->name, organisation->ref, people, enrolled);
		if (contact[0] != '\0')
			printf("  contact: %s\n", contact);
		printf("\narranged\n");
		return show_exceptions(set, organisation, NULL, err);
	}
	jsonout_begin(&out, NULL, '{');
	jsonout_text(&out, "organisation", organisation->ref);
	jsonout_text(&out, "name", organisation->name);
	jsonout_number(&out, "people", people);
	jsonout_number(&out, "enrolled", enrolled);
	jsonout_text(&out, "contact", contact[0] != '\0' ? contact : NULL);
	jsonout_begin(&out, "arranged", '[');
	rc = show_exceptions(set, organisation, &out, err);
	jsonout_end(&out, ']');
	jsonout_end(&out, '}');
	putchar('\n');
	return rc;
}

/* Whom to ask there, with an event that says so. */
static int
set_contact(const struct campaign_set *set,
    const struct organisation *organisation, const char *contact,
    struct err *err)
{
	char detail[REF_MAX + CONTACT_MAX + 3];

	snprintf(detail, sizeof(detail), "%s: %s", organisation->ref, contact);
	if (db_begin(set->db, err) == -1)
		return -1;
	if (contact_put(set->db, organisation->id, contact, err) == -1 ||
	    journal_note(&set->desk, "contact", 0, detail, err) == -1 ||
	    db_commit(set->db, err) == -1) {
		db_rollback(set->db);
		return -1;
	}
	return 0;
}

static int
work(const struct context *context, const struct campaign_set *set,
    const char *ref, const struct arrange *arrange, const char *contact,
    struct err *err)
{
	struct organisation organisation;

	if (organisation_named(set->db, ref, &organisation, err) == -1)
		return -1;
	if (contact != NULL &&
	    set_contact(set, &organisation, contact, err) == -1)
		return -1;
	if (arrange_count(arrange) > 0 &&
	    arrange_make(set, arrange, NULL, &organisation, err) == -1)
		return -1;
	return show(context, set, &organisation, err);
}

static enum exit_code
judge(const struct context *context, const struct arrange *arrange,
    const char *contact)
{
	int asked = arrange_count(arrange);

	if (contact != NULL && !text_is_line(contact, CONTACT_MAX))
		return command_misused(context,
		    "the contact has to be one line of at most %d bytes, in "
		    "UTF-8",
		    CONTACT_MAX);
	if (asked > 1)
		return command_misused(
		    context, "--extend and --exempt go one at a time");
	if (asked == 0 && arrange->reason != NULL)
		return command_misused(
		    context, "--reason goes with --extend or --exempt");
	if (asked == 0)
		return EXIT_DONE;
	return arrange_judge_reason(context, arrange->reason);
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	struct arrange arrange = {NULL, NULL, NULL, NULL};
	const char *contact = NULL;
	const struct option_spec specs[] = {
	    {"extend", &arrange.extend, NULL, NULL},
	    {"exempt", &arrange.exempt, NULL, NULL},
	    {"reason", &arrange.reason, NULL, NULL},
	    {"contact", &contact, NULL, NULL},
	};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 1, 1, &operands, &code))
		return code;
	code = judge(context, &arrange, contact);
	if (code != EXIT_DONE)
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    work(context, &set, argv[operands], &arrange, contact, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_organisation = {
    .name = "organisation",
    .operands = "REF",
    .summary = "shows what is arranged with an organisation; or arranges it",
    .help =
	"  --extend DAY   gives all its people that deadline\n"
	"  --exempt DAY   asks nothing of them up to and including that day\n"
	"                 DAY is as 2026-12-15; \"none\" takes it back\n"
	"  --reason TEXT  why; needed with both, and kept in the events\n"
	"  --contact TEXT whom its people may ask there, on the page /help:\n"
	"                 \"Kim de Boer, toestel 214\"; \"\" takes it away\n"
	"  --json         one object",
    .run = run,
};
