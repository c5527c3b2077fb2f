#include <stdio.h>
#include <unistd.h>

#include "base/aside.h"
#include "base/stream.h"
#include "options.h"
#include "printing.h"

#define BLOCK 65536 /* bytes copied at a time */

struct options {
	const char *organisation, *person, *out;
	bool due, cards;
};

/* Copies the sheets to where they are wanted. */
static int
deliver(const struct printing *p, const char *out, struct err *err)
{
	struct aside aside = {NULL, NULL, -1};
	char block[BLOCK];
	ssize_t n = -1;

	if (out != NULL && aside_open(&aside, out, err) == -1)
		return -1;
	if (lseek(p->fd, 0, SEEK_SET) == -1)
		goto broken;
	while ((n = stream_read(p->fd, block, sizeof(block))) > 0) {
		if (out == NULL)
			fwrite(block, 1, (size_t)n, stdout);
		else if (aside_write(&aside, block, (size_t)n, err) == -1)
			return -1;
	}
	if (n == -1 ||
	    (out == NULL && (fflush(stdout) == EOF || ferror(stdout) != 0)))
		goto broken;
	return out == NULL ? 0 : aside_put(&aside, err);
broken:
	aside_drop(&aside);
	return err_set(err, ERR_LATER,
	    "the sheets cannot be written; nothing counts as printed");
}

static int
hand_out(const struct context *context, const struct campaign_set *set,
    const struct options *options, struct err *err)
{
	struct printing p = {.set = set, .due = options->due, .fd = -1};
	int rc = -1;

	p.page.kind = options->cards ? LEAFLET_CARD : LEAFLET_SHEET;
	if (printing_open(&p, err) == -1 ||
	    printing_find(&p, options->person, options->organisation, err) ==
		-1 ||
	    printing_write(&p, err) == -1)
		goto out;
	if (p.page.count > 0 && deliver(&p, options->out, err) == -1)
		goto out;
	if (options->due && printing_record(&p, err) == -1)
		goto out;
	fprintf(stderr, "%s: %zu people%s\n", context->program, p.page.count,
	    p.page.count == 0 ? ": there is nothing to print" : "");
	rc = 0;
out:
	printing_close(&p);
	return rc;
}

/* Says what is wrong with the options; EXIT_DONE when nothing is. */
static enum exit_code
judge(const struct context *context, const struct options *options)
{
	if (options->person != NULL &&
	    (options->due || options->organisation != NULL))
		return command_misused(
		    context, "--person goes without --organisation and --due");
	if (options->person == NULL && options->organisation == NULL &&
	    !options->due)
		return command_misused(context,
		    "for whom? --organisation REF, --person REF or --due");
	return EXIT_DONE;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	struct options options = {NULL, NULL, NULL, false, false};
	const struct option_spec specs[] = {
	    {"organisation", &options.organisation, NULL, NULL},
	    {"person", &options.person, NULL, NULL},
	    {"due", NULL, &options.due, NULL},
	    {"cards", NULL, &options.cards, NULL},
	    {"out", &options.out, NULL, NULL},
	};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 0, &operands, &code))
		return code;
	code = judge(context, &options);
	if (code != EXIT_DONE)
		return code;
	if (campaign_open(context, NEED_KEYS | NEED_TEMPLATES, &set, &err) ==
		-1 ||
	    hand_out(context, &set, &options, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_handout = {
    .name = "handout",
    .operands = "",
    .summary = "start sheets to print, for people without a mailbox",
    .help =
	"An HTML page to print: a sheet of A4 for each person, with the "
	"address,\n"
	"a start code, three pictures and the helpdesk's number.  No secret "
	"is\n"
	"on it.  Who has enrolled gets none.  Printed again, a sheet has the\n"
	"same code, and it works for enrol.start_code_days from then.\n\n"
	"  --organisation REF  everyone of an organisation who has to enrol\n"
	"  --person REF        one person\n"
	"  --due               the letters that are due by the plan (channel\n"
	"                      \"letter\"), each once; or those of one "
	"organisation\n"
	"  --cards             four cards on a sheet, to be cut out\n"
	"  --out FILE          into a file that only you may read, and that "
	"is\n"
	"                      replaced as a whole; else to the standard "
	"output",
    .run = run,
};
