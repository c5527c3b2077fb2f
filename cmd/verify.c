#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/verify.h"
#include "jsonout.h"
#include "options.h"

#define FILE_MAX (4 * 1024 * 1024) /* bytes; some 100,000 codes */
#define FIELDS 3                   /* REF, CODE, TIME */
#define BOM "\xef\xbb\xbf"
#define MALFORMED "malformed"

/* A file of codes on its way; texts live in the file's bytes. */
struct batch {
	const struct context *context;
	const struct campaign_set *set;
	const char *path;
	size_t line; /* from 1 */
	struct jsonout out;
	enum exit_code code;
};

static enum exit_code
code_of(const struct verdict *verdict)
{
	return verdict->result == VERIFY_ACCEPTED ? EXIT_DONE : EXIT_NO;
}

/* As in the answer of POST /v1/verify. */
static void
print_members(struct jsonout *out, const struct verdict *verdict, int64_t now)
{
	jsonout_text(out, "result", verify_name(verdict->result));
	if (verdict->retry_at != 0)
		jsonout_number(out, "retry_after",
		    verdict->retry_at > now ? verdict->retry_at - now : 1);
	else
		jsonout_text(out, "retry_after", NULL);
}

static void
print_one(
    const struct context *context, const struct verdict *verdict, int64_t now)
{
	struct jsonout out = {false};

	if (!context->json) {
		printf("%s\n", verify_name(verdict->result));
		return;
	}
	jsonout_begin(&out, NULL, '{');
	print_members(&out, verdict, now);
	jsonout_end(&out, '}');
	putchar('\n');
}

static enum exit_code
verify_one(const struct context *context, const struct campaign_set *set,
    const char *ref, const char *typed)
{
	struct verdict verdict;
	struct person person;
	struct err err;

	if (campaign_person(set, ref, &person, &err) == -1 ||
	    verify_code(&set->desk, &person, typed, set->desk.now, &verdict,
		&err) == -1)
		return command_fail(context, &err);
	print_one(context, &verdict, set->desk.now);
	return code_of(&verdict);
}

/* A line's result; "verdict" is NULL when it was not come to one. */
static void
print_line(struct batch *batch, const char *ref, const struct verdict *verdict)
{
	if (!batch->context->json) {
		if (verdict != NULL)
			printf("%s:%zu: %s: %s\n", batch->path, batch->line,
			    ref, verify_name(verdict->result));
		return;
	}
	jsonout_begin(&batch->out, NULL, '{');
	jsonout_number(&batch->out, "line", (int64_t)batch->line);
	jsonout_text(&batch->out, "user", ref);
	if (verdict != NULL) {
		print_members(&batch->out, verdict, batch->set->desk.now);
	} else {
		jsonout_text(&batch->out, "result", MALFORMED);
		jsonout_text(&batch->out, "retry_after", NULL);
	}
	jsonout_end(&batch->out, '}');
}

/* Cuts a line into its fields, in place; false when there are not three. */
static bool
split(char *line, char *fields[FIELDS])
{
	const char *separator = strchr(line, ';') != NULL ? ";" : ",";
	size_t count = 0;
	char *end;

	for (;;) {
		if (count == FIELDS)
			return false;
		end = strpbrk(line, separator);
		if (end != NULL)
			*end = '\0';
		fields[count++] = text_trim(line);
		if (end == NULL)
			return count == FIELDS;
		line = end + 1;
	}
}

/*
 * Reads one line.  No part of a malformed one is repeated: it may hold a code.
 */
static int
read_line(const struct batch *batch, char *line, char *fields[FIELDS],
    int64_t *at, struct person *person, struct err *err)
{
	if (!split(line, fields))
		return err_set(err, ERR_DATA,
		    "expected REF;CODE;TIME, with semicolons or commas");
	if (clock_parse(fields[2], at) == -1)
		return err_set(err, ERR_DATA,
		    "the time is none; an example is 2026-10-23T09:00");
	if (*at > batch->set->desk.now)
		return err_set(err, ERR_DATA, "the time is yet to come");
	return campaign_person(batch->set, fields[0], person, err);
}

/* Returns 0, also for a line that is refused; -1 when nothing can go on. */
static int
verify_line(struct batch *batch, char *line, struct err *err)
{
	char *fields[FIELDS] = {NULL};
	struct verdict verdict;
	struct person person;
	int64_t at = 0;

	if (read_line(batch, line, fields, &at, &person, err) == -1) {
		if (err->kind != ERR_DATA)
			return -1;
		err_at(err, "%s:%zu", batch->path, batch->line);
		batch->code = command_fail(batch->context, err);
		print_line(batch, NULL, NULL);
		return 0;
	}
	if (verify_code(
		&batch->set->desk, &person, fields[1], at, &verdict, err) == -1)
		return -1;
	print_line(batch, person.ref, &verdict);
	if (verdict.result != VERIFY_ACCEPTED && batch->code == EXIT_DONE)
		batch->code = EXIT_NO;
	return 0;
}

static int
verify_lines(struct batch *batch, char *text, struct err *err)
{
	char *line = text, *end;

	if (text_starts(line, BOM))
		line += strlen(BOM);
	for (; line != NULL; line = end) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		batch->line++;
		line = text_trim(line);
		if (line[0] != '\0' && verify_line(batch, line, err) == -1)
			return err_at(err, "%s:%zu", batch->path, batch->line);
	}
	return 0;
}

static enum exit_code
verify_file(const struct context *context, const struct campaign_set *set,
    const char *path)
{
	struct batch batch = {.context = context, .set = set, .path = path};
	struct buf text;
	struct err err;

	buf_init(&text, FILE_MAX);
	if (file_read(path, FILE_ANY, &text, &err) == -1) {
		err.kind = ERR_DATA;
		batch.code = command_fail(context, &err);
		goto out;
	}
	if (strlen(text.data) != text.len) {
		err_set(&err, ERR_DATA, "%s: has a NUL in it", path);
		batch.code = command_fail(context, &err);
		goto out;
	}
	if (context->json)
		jsonout_begin(&batch.out, NULL, '[');
	if (verify_lines(&batch, text.data, &err) == -1)
		batch.code = command_fail(context, &err);
	if (context->json) {
		jsonout_end(&batch.out, ']');
		putchar('\n');
	}
out:
	buf_wipe(&text);
	return batch.code;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	const char *file = NULL;
	const struct option_spec specs[] = {{"file", &file, NULL, NULL}};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int first;

	if (!options_read(context, argc, argv, specs, 1, 0, 2, &first, &code))
		return code;
	if (argc - first != (file != NULL ? 0 : 2))
		return command_misused(
		    context, "expected a REF and a CODE, or --file FILE alone");
	if (campaign_open(context, NEED_KEYS, &set, &err) == -1)
		code = command_fail(context, &err);
	else if (file != NULL)
		code = verify_file(context, &set, file);
	else
		code = verify_one(context, &set, argv[first], argv[first + 1]);
	campaign_close(&set);
	return code;
}

const struct command command_verify = {
    .name = "verify",
    .operands = "REF CODE | --file FILE",
    .summary = "checks a code; the first right one enrols",
    .help =
	"Prints accepted, wrong, clock (the device's clock is off), throttled\n"
	"(not looked at: too many wrong ones), blocked (until a reset) or\n"
	"not_enrolled.  A code is accepted once.\n\n"
	"  --file FILE  lines of REF;CODE;TIME, where TIME is when it was "
	"typed\n"
	"  --json       result and retry_after (seconds, or null); with "
	"--file\n"
	"               an array that has line and user as well\n\n"
	"Exit: 0 accepted, 1 not (all of them), 65 a line is malformed.",
    .run = run,
};
