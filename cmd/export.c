#include <stdio.h>
#include <unistd.h>

#include "base/aside.h"
#include "base/stream.h"
#include "campaign.h"
#include "options.h"
#include "roster/extract.h"
#include "store/organisation.h"
#include "store/person.h"

#define PIECE 65536               /* bytes written at a time */
#define PIECE_MAX (PIECE + 65536) /* and room for the last line of it */

struct options {
	const char *organisation; /* NULL: all */
	const char *out;          /* NULL: the standard output */
};

/* Where it goes: a file aside, or the standard output. */
static int
put(struct aside *aside, struct buf *text, struct err *err)
{
	int rc = 0;

	if (text->failed)
		rc = err_memory(err);
	else if (aside->fd != -1)
		rc = aside_write(aside, text->data, text->len, err);
	else if (stream_write(STDOUT_FILENO, text->data, text->len) == -1)
		rc = err_set(
		    err, ERR_LATER, "the standard output cannot be written");
	buf_clear(text);
	return rc;
}

/* A line for each person of the rows, who come by institution. */
static int
write_people(const struct campaign_set *set, struct db_rows *rows,
    struct sheet *sheet, struct aside *aside, struct err *err)
{
	struct organisation organisation = {.id = 0};
	struct person person;
	int more;

	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, &person);
		if (person.organisation != organisation.id &&
		    organisation_get(set->db, person.organisation,
			&organisation, err) == LOOKUP_FAILED)
			return -1;
		extract_person(&person, &organisation, sheet);
		if (sheet->out->len >= PIECE &&
		    put(aside, sheet->out, err) == -1)
			return -1;
	}
	return more;
}

static int export(const struct campaign_set *set, const struct options *options,
    struct err *err)
{
	struct aside aside = {NULL, NULL, -1};
	struct db_rows *rows = NULL;
	struct buf text;
	struct sheet sheet = {&text, false};
	struct organisation organisation = {.id = 0};
	int rc = -1;

	buf_init(&text, PIECE_MAX);
	if ((options->organisation != NULL &&
		organisation_named(set->db, options->organisation,
		    &organisation, err) == -1) ||
	    (options->out != NULL &&
		aside_open(&aside, options->out, err) == -1))
		goto out;
	rows = person_present(set->db, organisation.id, err);
	if (rows == NULL)
		goto out;
	buf_text(&text, SHEET_MARK);
	extract_header(set->config, &sheet);
	if (write_people(set, rows, &sheet, &aside, err) == -1 ||
	    put(&aside, &text, err) == -1)
		goto out;
	rc = options->out == NULL ? 0 : aside_put(&aside, err);
out:
	if (rows != NULL)
		db_end(rows);
	aside_drop(&aside);
	buf_free(&text);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct options options = {.organisation = NULL};
	const struct option_spec specs[] = {
	    {"organisation", &options.organisation, NULL, NULL},
	    {"out", &options.out, NULL, NULL},
	};
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 0, &operands, &code))
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    export(&set, &options, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_export = {
    .name = "export",
    .operands = "",
    .summary = "writes the people as CSV that import reads again",
    .help =
	"A line for each person who has not left, for a spreadsheet: UTF-8,\n"
	"\";\" between the fields, nothing that it takes for a formula.\n"
	"Imported again it changes nothing.  No secret is in it; who has a\n"
	"second factor of Twofold's own has only its name and day there.\n\n"
	"  --organisation REF  of one organisation only\n"
	"  --out FILE          into a file that only you may read, and that "
	"is\n"
	"                      replaced as a whole",
    .run = run,
};
