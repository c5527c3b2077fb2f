#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "compose.h"
#include "deliver/courier.h"
#include "gallery.h"
#include "notice.h"
#include "options.h"
#include "store/person.h"

#define WAIT_MAX 120 /* seconds for one test copy */

struct request {
	const char *person;
	const char *language;
	const char *format;
	const char *send;
	const char *pages;
};

static const char *const formats[] = {"text", "html", "subject", "popup"};
#define FORMATS (sizeof(formats) / sizeof(formats[0]))

/* Somebody to write to: the one asked for, or the first that the stage suits.
 */
static int
choose(const struct campaign_set *set, const struct stage *stage,
    const struct request *request, struct person *person, struct err *err)
{
	struct db_rows *rows;
	int more;

	if (request->person != NULL)
		return campaign_person(set, request->person, person, err);
	rows = person_all(set->db, err);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, person);
		if ((stage->audiences & 1U << person->audience) != 0)
			break;
	}
	db_end(rows);
	if (more == 0)
		return err_set(err, ERR_DATA,
		    "there is nobody yet for stage \"%s\"; import people "
		    "first",
		    stage->name);
	return more == -1 ? -1 : 0;
}

static int
send_copy(const struct campaign_set *set, const struct person *person,
    const struct composed *composed, const char *address, struct err *err)
{
	struct courier *courier = NULL;
	struct delivered done;
	char id[128];
	struct mail mail = {
	    .to = address,
	    .to_name = person->name,
	    .subject = composed->letter.subject.data,
	    .text = composed->letter.text.data,
	    .html = composed->letter.html.data,
	    .message_id = id,
	    .language = config_language(set->config, person->language),
	    .appointment =
		composed->has_appointment ? &composed->appointment : NULL,
	};
	int ended = 0, waited, rc = -1;

	snprintf(id, sizeof(id), "preview.%lld@%s", (long long)set->desk.now,
	    strrchr(set->config->mail.from, '@') + 1);
	if (courier_new(set->config, &courier, err) == -1)
		return -1;
	if (!courier_takes(courier, CHANNEL_EMAIL)) {
		err_set(err, ERR_CONFIG, "%s: mail.server is not set",
		    set->config->path);
		goto out;
	}
	if (courier_mail(courier, 1, &mail, set->desk.now, err) == -1)
		goto out;
	for (waited = 0; ended == 0 && waited < WAIT_MAX; waited++)
		ended = courier_wait(courier, &done, 1, CLOCK_TICKS, err);
	if (ended == -1)
		goto out;
	if (ended == 1 && done.outcome.delivery == DELIVERY_SENT)
		rc = 0;
	else
		err_set(err, ERR_UNREACHABLE, "the copy was not sent: %s",
		    ended == 1 ? done.outcome.detail : "no answer in time");
out:
	courier_free(courier);
	return rc;
}

static void
print(const struct composed *composed, const char *format)
{
	if (text_same(format, "html"))
		printf("%s", composed->letter.html.data);
	else if (text_same(format, "subject"))
		printf("%s\n", composed->letter.subject.data);
	else
		printf("%s\n\n%s\n", composed->letter.subject.data,
		    composed->letter.text.data);
}

static int
preview(const struct campaign_set *set, const char *name,
    const struct request *request, struct err *err)
{
	const struct stage *stage = notice_stage(set->config, name);
	bool popup = text_same(request->format, "popup");
	struct composed composed;
	struct person person;
	int rc = -1;

	if (stage == NULL)
		return err_set(err, ERR_USAGE, "%s has no stage \"%s\"",
		    set->config->path, name);
	if (choose(set, stage, request, &person, err) == -1)
		return -1;
	if (request->language != NULL)
		snprintf(person.language, sizeof(person.language), "%s",
		    request->language);
	if (popup && model_is_notice(name))
		return err_set(
		    err, ERR_USAGE, "\"%s\" goes by mail only", name);
	compose_init(&composed);
	if ((model_is_notice(name) ? notice_compose(set, &person, stage, 0,
					 set->desk.now, &composed, err)
				   : compose(set, &person, stage,
					 popup ? CHANNEL_POPUP : CHANNEL_EMAIL,
					 set->desk.now, &composed, err)) == -1)
		goto out;
	if (request->send == NULL)
		print(&composed, request->format);
	else if (send_copy(set, &person, &composed, request->send, err) == -1)
		goto out;
	rc = 0;
out:
	compose_free(&composed);
	return rc;
}

static int
show(const struct campaign_set *set, const char *stage,
    const struct request *request, struct err *err)
{
	int count;

	if (request->pages == NULL)
		return preview(set, stage, request, err);
	count = gallery_write(set, request->pages, err);
	if (count == -1)
		return -1;
	printf("%d pages: %s/index.html\n", count, request->pages);
	return 0;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	struct request request = {.format = "text"};
	const struct option_spec specs[] = {
	    {"person", &request.person, NULL, NULL},
	    {"language", &request.language, NULL, NULL},
	    {"format", &request.format, NULL, NULL},
	    {"send", &request.send, NULL, NULL},
	    {"pages", &request.pages, NULL, NULL},
	};
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	size_t i;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 1, &operands, &code))
		return code;
	if ((request.pages == NULL) != (operands < argc))
		return command_misused(context,
		    "expected the name of a stage, or --pages DIR alone");
	for (i = 0; i < FORMATS; i++) {
		if (text_same(formats[i], request.format))
			break;
	}
	if (i == FORMATS)
		return command_misused(context,
		    "--format \"%s\": expected text, html, subject or popup",
		    request.format);
	if (campaign_open(context, NEED_KEYS | NEED_TEMPLATES, &set, &err) ==
		-1 ||
	    campaign_language(&set, request.language, &err) == -1 ||
	    show(&set, argv[operands], &request, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_preview = {
    .name = "preview",
    .operands = "STAGE | --pages DIR",
    .summary = "one message as it would look, or a test copy by mail",
    .help = "  --person REF     to this person; else to the first who fits\n"
	    "  --language L     in this language of the campaign\n"
	    "  --format FORMAT  text (default), html, subject or popup\n"
	    "  --send ADDRESS   mail a test copy there instead of printing\n"
	    "  --pages DIR      no message, but all our pages, as files\n\n"
	    "The link in it works, so treat the output as the person's own.",
    .run = run,
};
