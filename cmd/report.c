#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "campaign.h"
#include "options.h"
#include "report/json.h"
#include "report/html.h"
#include "report/ledger.h"
#include "report/table.h"
#include "schedule/calendar.h"

#define REPORT_MAX (128 * 1024 * 1024) /* bytes: 100,000 organisations */
#define CACHE_KIB 4096                 /* everyone is gone by once */
#define REPORT_MODE 0644               /* figures only, for a web server too */

struct options {
	const char *organisation; /* NULL: all */
	const char *out;          /* NULL: stdout */
	const char *language;     /* of a page; NULL: the campaign's first */
	const struct format *format;
};

struct format {
	const char *name;
	unsigned int needs; /* enum campaign_need */
	int (*write)(const struct report *, const struct campaign_set *,
	    const struct options *, struct buf *, struct err *);
};

/* In colour for people, and only for those who want it (no-color.org). */
static int
write_text(const struct report *report, const struct campaign_set *set,
    const struct options *options, struct buf *out, struct err *err)
{
	const char *no_colour = getenv("NO_COLOR");

	(void)set;
	return table_report(report,
	    options->out == NULL && isatty(STDOUT_FILENO) == 1 &&
		(no_colour == NULL || no_colour[0] == '\0'),
	    out, err);
}

static int
write_csv(const struct report *report, const struct campaign_set *set,
    const struct options *options, struct buf *out, struct err *err)
{
	(void)set;
	(void)options;
	return ledger_report(report, out, err);
}

static int
write_json(const struct report *report, const struct campaign_set *set,
    const struct options *options, struct buf *out, struct err *err)
{
	(void)set;
	(void)options;
	return json_report(report, out, err);
}

static const char *
word(const void *catalogue, const char *key)
{
	return catalogue_get(catalogue, key);
}

static int
write_html(const struct report *report, const struct campaign_set *set,
    const struct options *options, struct buf *out, struct err *err)
{
	const char *language = config_language(
	    set->config, options->language == NULL ? "" : options->language);
	const struct wording wording = {
	    language, templates_catalogue(set->templates, language), word};
	const char *style = templates_text(set->templates, "report.css", err);

	return style == NULL ? -1
			     : html_report(report, &wording, style, out, err);
}

static const struct format formats[] = {
    {"text", NEED_DB, write_text},
    {"csv", NEED_DB, write_csv},
    {"json", NEED_DB, write_json},
    {"html", NEED_DB | NEED_TEMPLATES, write_html},
};

static const struct format *
find_format(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (text_same(formats[i].name, name))
			return &formats[i];
	}
	return NULL;
}

static int
report(const struct campaign_set *set, const struct options *options,
    struct err *err)
{
	struct report report;
	struct buf text;
	int rc = -1;

	if (db_keep(set->db, CACHE_KIB, err) == -1 ||
	    report_make(set->db, set->config, calendar_sending_day,
		options->organisation, set->desk.now, &report, err) == -1)
		return -1;
	buf_init(&text, REPORT_MAX);
	if (options->format->write(&report, set, options, &text, err) == -1)
		goto out;
	if (options->out == NULL) {
		fwrite(text.data, 1, text.len, stdout);
		rc = 0;
	} else {
		rc = file_write(
		    options->out, text.data, text.len, REPORT_MODE, err);
	}
out:
	report_free(&report);
	buf_free(&text);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct options options = {.organisation = NULL};
	const char *format = NULL;
	const struct option_spec specs[] = {
	    {"organisation", &options.organisation, NULL, NULL},
	    {"format", &format, NULL, NULL},
	    {"out", &options.out, NULL, NULL},
	    {"language", &options.language, NULL, NULL},
	};
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 0, &operands, &code))
		return code;
	if (format == NULL)
		format = context->json ? "json" : "text";
	options.format = find_format(format);
	if (options.format == NULL)
		return command_misused(context,
		    "there is no format \"%s\", only text, csv, json and html",
		    format);
	if (options.language != NULL &&
	    (options.format->needs & NEED_TEMPLATES) == 0)
		return command_misused(
		    context, "--language is for --format html");
	if (campaign_open(context, options.format->needs, &set, &err) == -1 ||
	    campaign_language(&set, options.language, &err) == -1 ||
	    report(&set, &options, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_report = {
    .name = "report",
    .operands = "",
    .summary = "shows how many are enrolled, in all and by organisation",
    .help =
	"What is counted, what is foreseen for the deadline, and the\n"
	"organisations, those at risk first.\n\n"
	"  --organisation REF  of one organisation only\n"
	"  --format FORMAT     text (the default), csv, json or html\n"
	"  --language L        of the HTML page; else the campaign's first\n"
	"  --out FILE          into a file, which is replaced as a whole\n"
	"  --json              as --format json",
    .run = run,
};
