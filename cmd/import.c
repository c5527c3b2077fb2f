#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "campaign.h"
#include "options.h"
#include "roster/roster.h"
#include "store/event.h"
#include "store/organisation.h"
#include "store/person.h"

#define NOON 720 /* minute of the day that stands for a day without a time */

struct import {
	struct campaign_set *set;
	const char *file;
	bool quiet; /* the answer is JSON */
	int64_t added, changed, unchanged, refused;
	struct organisation last; /* lists are mostly sorted by it */
};

static void
say_refused(const char *file, size_t line, const char *column,
    const char *value, const char *reason)
{
	fprintf(stderr, "%s:%zu: %s \"%s\": %s\n", file, line, column, value,
	    reason);
}

static void
on_refused(const struct roster_refusal *refusal, void *context)
{
	const struct import *import = context;

	say_refused(import->file, refusal->line, refusal->column,
	    refusal->value, refusal->reason);
}

static void
on_notice(const char *sentence, void *context)
{
	const struct import *import = context;

	fprintf(stderr, "%s: %s\n", import->file, sentence);
}

static int
find_organisation(
    struct import *import, const struct roster_row *row, struct err *err)
{
	struct organisation *last = &import->last;

	if (text_same(last->ref, row->organisation_ref) &&
	    (row->organisation_name[0] == '\0' ||
		text_same(last->name, row->organisation_name)))
		return 0;
	snprintf(last->ref, sizeof(last->ref), "%s", row->organisation_ref);
	snprintf(last->name, sizeof(last->name), "%s", row->organisation_name);
	return organisation_put(import->set->db, last, err);
}

static int
on_row(const struct roster_row *row, void *context, struct err *err)
{
	struct import *import = context;
	const struct desk *desk = &import->set->desk;
	struct person person = row->person;

	if (find_organisation(import, row, err) == -1)
		return -1;
	person.organisation = import->last.id;
	if (person.method[0] != '\0')
		person.enrolled_at = row->enrolled_day == DAY_NONE
		    ? desk->now
		    : day_at(row->enrolled_day, NOON);
	switch (person_put(desk->db, &person, day_of(desk->now), err)) {
	case PERSON_ADDED:
		import->added++;
		return 0;
	case PERSON_CHANGED:
		import->changed++;
		return 0;
	case PERSON_UNCHANGED:
		import->unchanged++;
		return 0;
	case PERSON_FAILED:
		break;
	}
	/* Somebody who is not in this file has the address. */
	if (err->kind != ERR_DATA)
		return -1;
	import->refused++;
	say_refused(import->file, row->line, "email", person.email,
	    "belongs to somebody else already; correct one of the two");
	return 0;
}

/* One file within the transaction, with an event of its own. */
static int
import_file(struct import *import, const char *file, struct err *err)
{
	static const struct roster_handler handler = {
	    on_row, on_refused, on_notice};
	const struct desk *desk = &import->set->desk;
	struct roster_summary summary;
	char detail[256];
	struct event event = {.at = desk->now,
	    .kind = "import",
	    .actor = desk->actor,
	    .detail = detail};

	import->file = file;
	if (roster_read(file, desk->config, &handler, import, &summary, err) ==
	    -1)
		return -1;
	import->refused += (int64_t)summary.refused;
	if (!import->quiet)
		fprintf(stderr, "%s: %zu rows, %s, delimiter %s\n", file,
		    summary.rows + summary.refused, summary.charset,
		    summary.delimiter == '\t'      ? "tab"
			: summary.delimiter == ';' ? "\";\""
						   : "\",\"");
	snprintf(detail, sizeof(detail), "sha256 %s, %zu rows", summary.sha256,
	    summary.rows);
	return event_add(desk->db, &event, err);
}

static void
print(const struct import *import, bool json, const char *ending)
{
	printf(json ? "{\"added\":%lld,\"changed\":%lld,\"unchanged\":%lld,"
		      "\"refused\":%lld,\"result\":\"%s\"}\n"
		    : "%lld added, %lld changed, %lld unchanged, %lld refused"
		      "; %s\n",
	    (long long)import->added, (long long)import->changed,
	    (long long)import->unchanged, (long long)import->refused, ending);
}

static int
import_all(struct context *context, struct import *import, char **files,
    bool dry, bool keep_going, enum exit_code *code, struct err *err)
{
	struct db *db = import->set->db;
	const char *ending = "imported";
	int rc = -1;

	if (db_begin(db, err) == -1)
		return -1;
	for (; *files != NULL; files++) {
		if (import_file(import, *files, err) == -1)
			goto out;
	}
	if (import->refused > 0)
		*code = EXIT_DATA;
	if (dry) {
		ending = "nothing was changed (--dry-run)";
	} else if (import->refused > 0 && !keep_going) {
		ending = "nothing was changed: correct the lines above, or "
			 "import the rest with --keep-going";
	} else if (db_commit(db, err) == -1) {
		goto out;
	}
	print(import, context->json, ending);
	rc = 0;
out:
	db_rollback(db);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	bool dry = false, keep_going = false;
	const struct option_spec specs[] = {
	    {"dry-run", NULL, &dry},
	    {"keep-going", NULL, &keep_going},
	};
	struct import import = {.quiet = context->json};
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 1, argc, &operands, &code))
		return code;
	import.set = &set;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    import_all(context, &import, argv + operands, dry, keep_going,
		&code, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_import = {
    .name = "import",
    .operands = "FILE...",
    .summary = "people from CSV files, all of them or nothing",
    .help =
	"Reads people from CSV; \"-\" is the standard input.  Columns are\n"
	"found by their header, in Dutch or English.  A line that is wrong\n"
	"is refused with the reason, and then nothing is changed.\n\n"
	"  --dry-run     say what would be done, and do nothing\n"
	"  --keep-going  import the lines that are right\n"
	"  --json        one object: added, changed, unchanged, refused\n\n"
	"Exit: 0 done, 65 something was refused.",
    .run = run,
};
