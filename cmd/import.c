#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "campaign.h"
#include "changes.h"
#include "options.h"
#include "store/intake.h"

/* What was asked on the command line. */
struct wishes {
	bool dry, keep_going, sync, list;
	const char *delimiter, *organisation, *rejects, *allowed;
	struct option_list columns;
};

static int
read_delimiter(const char *text, char *delimiter, struct err *err)
{
	if (text == NULL)
		return 0;
	*delimiter = text_same(text, "tab") ? '\t' : text[0];
	if (text_same(text, "tab") ||
	    (text[0] != '\0' && text[1] == '\0' &&
		(text[0] == ';' || text[0] == ',' || text[0] == '\t' ||
		    text[0] == '|')))
		return 0;
	return err_set(err, ERR_USAGE,
	    "--delimiter \"%s\" is none; it is \";\", \",\", \"|\" or tab",
	    text);
}

/* Whether the file of refused lines would take the place of the list. */
static bool
is_same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	    x.st_ino == y.st_ino;
}

static int
read_wishes(const struct wishes *wishes, struct listing_setup *setup,
    char **files, struct err *err)
{
	size_t i;

	setup->ending = (struct merge_ending){wishes->sync, -1, 0};
	if (wishes->rejects != NULL && files[1] != NULL)
		return err_set(err, ERR_USAGE,
		    "--rejects is for one file at a time, as its lines keep "
		    "the form of that file");
	if (wishes->rejects != NULL && is_same_file(wishes->rejects, files[0]))
		return err_set(err, ERR_USAGE,
		    "--rejects %s is the list itself, whose other lines would "
		    "be lost; name another file",
		    wishes->rejects);
	if (wishes->allowed != NULL && !wishes->sync)
		return err_set(
		    err, ERR_USAGE, "--allow-leaving goes with --sync");
	if (wishes->allowed != NULL &&
	    text_number(
		wishes->allowed, 0, INT64_MAX, &setup->ending.allowed) == -1)
		return err_set(err, ERR_USAGE,
		    "--allow-leaving \"%s\" is no number of people",
		    wishes->allowed);
	for (i = 0; i < wishes->columns.count; i++) {
		if (column_check(wishes->columns.values[i], err) == -1) {
			err->kind = ERR_USAGE;
			return err_at(err, "--map");
		}
	}
	setup->roster.columns = wishes->columns.values;
	setup->roster.column_count = wishes->columns.count;
	setup->roster.organisation =
	    wishes->organisation != NULL ? wishes->organisation : "";
	setup->rejects = wishes->rejects;
	return read_delimiter(wishes->delimiter, &setup->roster.delimiter, err);
}

static void
print(const struct listing *sum, bool json, const char *ending)
{
	if (json) {
		printf("{");
		changes_json(sum, stdout);
		printf(",\"result\":\"%s\"}\n", ending);
	} else {
		changes_print(sum, stdout);
		printf("%s\n", ending);
	}
}

static int
import_all(struct campaign_set *set, const struct listing_setup *setup,
    const struct wishes *wishes, char **files, bool json, enum exit_code *code,
    struct err *err)
{
	struct db *db = set->db;
	const char *ending = "imported";
	struct listing listing, sum = {.refused = 0};
	int rc = -1;

	if (intake_transaction(db, err) == -1)
		return -1;
	for (; *files != NULL; files++) {
		if (listing_import(set, *files, setup, &listing, err) == -1)
			goto out;
		changes_add(&sum, &listing);
	}
	if (sum.refused > 0)
		*code = EXIT_DATA;
	if (wishes->dry) {
		ending = "nothing was changed (--dry-run)";
	} else if (sum.refused > 0 && !wishes->keep_going) {
		ending = "nothing was changed: correct the lines above, or "
			 "import the rest with --keep-going";
	} else if (db_commit(db, err) == -1) {
		goto out;
	}
	print(&sum, json, ending);
	rc = 0;
out:
	db_rollback(db);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	struct wishes wishes = {.dry = false};
	const struct option_spec specs[] = {
	    {"dry-run", NULL, &wishes.dry, NULL},
	    {"keep-going", NULL, &wishes.keep_going, NULL},
	    {"sync", NULL, &wishes.sync, NULL},
	    {"list", NULL, &wishes.list, NULL},
	    {"allow-leaving", &wishes.allowed, NULL, NULL},
	    {"delimiter", &wishes.delimiter, NULL, NULL},
	    {"map", NULL, NULL, &wishes.columns},
	    {"organisation", &wishes.organisation, NULL, NULL},
	    {"rejects", &wishes.rejects, NULL, NULL},
	};
	struct listing_setup setup = {.messages = stderr};
	struct difference_sink differences = {changes_tell, NULL};
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 1, argc, &operands, &code))
		return code;
	differences.context = context->json ? stderr : stdout;
	setup.differences = wishes.list ? &differences : NULL;
	setup.brief = context->json;
	setup.progress = isatty(STDERR_FILENO) == 1;
	if (campaign_open(context, NEED_DB, &set, &err) == 0) {
		setup.roster.config = set.config;
		if (read_wishes(&wishes, &setup, argv + operands, &err) == -1 ||
		    import_all(&set, &setup, &wishes, argv + operands,
			context->json, &code, &err) == -1)
			code = command_fail(context, &err);
	} else {
		code = command_fail(context, &err);
	}
	campaign_close(&set);
	return code;
}

const struct command command_import = {
    .name = "import",
    .operands = "FILE...",
    .summary = "people from CSV files, all of them or nothing",
    .help =
	"Reads people from CSV; \"-\" is the standard input.  Columns are\n"
	"found by their header, in Dutch or English; twofold-import(5) has\n"
	"the titles.  A line that is wrong is refused with the reason, and\n"
	"then nothing is changed.\n\n"
	"  --dry-run            say what would be done, and do nothing\n"
	"  --list               a line for each person who is added, changed,\n"
	"                       back again or has left\n"
	"  --keep-going         import the lines that are right\n"
	"  --rejects FILE       write the refused lines there, with reasons, "
	"to\n"
	"                       be corrected and imported again\n"
	"  --sync               each file is the whole list of its\n"
	"                       institutions: who is missing has left\n"
	"  --allow-leaving N    let up to N people leave a file, also when "
	"that\n"
	"                       is more than import.leaving_percent\n"
	"  --organisation REF   the list is this institution's\n"
	"  --map FIELD=TITLE    the column with that title is FIELD; may come\n"
	"                       several times\n"
	"  --delimiter C        \";\", \",\", \"|\" or tab; else it is found "
	"out\n"
	"  --json               one object instead of the table\n\n"
	"Exit: 0 done, 65 something was refused.",
    .run = run,
};
