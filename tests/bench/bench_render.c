#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "config/config.h"
#include "deliver/mime.h"
#include "render/letter.h"

#define MAIL_MAX (1024 * 1024) /* bytes */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Writes one mail, from its facts to what goes over the line. */
static int
write_mail(const struct templates *templates, const struct letter *letter,
    struct letter_text *text, struct buf *out, struct err *err)
{
	const struct config *config = letter->config;
	const struct mime_sender sender = {.address = config->mail.from,
	    .name = config->mail.from_name,
	    .reply_to = config->mail.reply_to};
	struct mail mail = {.to = letter->person->email,
	    .to_name = letter->person->name,
	    .message_id = "1.0123456789abcdef@example.nl",
	    .language = letter->person->language};

	if (letter_mail(templates, letter, text, err) == -1)
		return -1;
	mail.subject = text->subject.data;
	mail.text = text->text.data;
	mail.html = text->html.data;
	buf_clear(out);
	return mime_write(&mail, &sender, 1786345200, out, err);
}

/* Writes so many mails to as many people; returns how many a second. */
static double
measure(const struct config *config, const struct templates *templates,
    int count, struct err *err)
{
	const struct organisation organisation = {
	    .ref = "1", .name = "Huize De Wilg"};
	struct person person = {.language = "nl"};
	struct letter letter = {.config = config,
	    .person = &person,
	    .organisation = &organisation,
	    .stage = config_stage(config, "announce"),
	    .deadline_day = config->campaign.deadline_day,
	    .today = config->campaign.start_day,
	    .link = "https://2fa.example.nl/e/"
		    "ZQAAAAAAAAABAAAAAQAAAABqf0OwCFmTU0HsDn_q0gUYUBb9ZQ"};
	struct letter_text text;
	double from = seconds();
	struct buf out;
	int i;

	letter_text_init(&text);
	buf_init(&out, MAIL_MAX);
	for (i = 0; i < count; i++) {
		snprintf(person.ref, sizeof(person.ref), "p%d", i);
		snprintf(
		    person.name, sizeof(person.name), "Zoë de Vries %d", i);
		snprintf(
		    person.email, sizeof(person.email), "p%d@example.nl", i);
		if (write_mail(templates, &letter, &text, &out, err) == -1)
			break;
	}
	buf_free(&out);
	letter_text_free(&text);
	return i == count ? count / (seconds() - from) : 0;
}

/* bench_render CONFIGURATION DATADIR COUNT */
int
main(int argc, char **argv)
{
	struct templates *templates = NULL;
	struct config *config = NULL;
	struct buf mistakes;
	struct err err = {0};
	double rate = 0;

	if (argc != 4)
		return 64;
	buf_init(&mistakes, 65536);
	if (config_load(argv[1], &config, &mistakes, &err) == 0 &&
	    templates_open(config, argv[2], &templates, &err) == 0)
		rate = measure(
		    config, templates, (int)strtol(argv[3], NULL, 10), &err);
	if (rate > 0)
		printf("%.0f\n", rate);
	else
		fprintf(stderr, "%s\n", err.text);
	templates_free(templates);
	config_free(config);
	buf_free(&mistakes);
	return rate > 0 ? 0 : 1;
}
