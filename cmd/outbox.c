#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/text.h"
#include "compose.h"
#include "deliver/courier.h"
#include "deliver/popup.h"
#include "notice.h"
#include "outbox.h"
#include "results.h"
#include "schedule/calendar.h"
#include "schedule/ladder.h"
#include "schedule/standings.h"
#include "store/message.h"
#include "store/person.h"
#include "store/setting.h"

#define CLAIM 64            /* messages claimed at a time; one durable write */
#define DOWN_AFTER 3        /* transfers in a row that did not reach a server */
#define BODY_MAX 65536      /* bytes of a webhook's body */
#define PAUSED_SECONDS 1800 /* until a paused wave is asked about again */
#define PROGRESS_WIDTH 60   /* characters, to wipe the line */
#define ID_SIZE 256         /* bytes of a message id */

/* The claimed messages of a channel that wait for a place. */
struct line {
	struct message messages[CLAIM];
	size_t next, count;
	bool empty; /* nothing more to claim */
	int downs;  /* in a row */
};

struct outbox {
	struct campaign_set *set;
	const struct clock *clock;
	const struct log *log;
	struct courier *courier;
	struct standings *standings;
	struct composed composed;
	struct buf body;
	char uid[SETTING_MAX + 1];
	struct line lines[CHANNELS];
	struct message *flying; /* begun, and not ended */
	size_t flying_count, flying_size;
	struct results results;
	struct outbox_counts *counts;
	bool at_terminal;
};

/* Whether a message still makes sense for the person as things are now. */
static bool
needed(const struct outbox *outbox, const struct stage *stage,
    const struct person *person)
{
	if (stage == NULL)
		return false;
	if (model_is_notice(stage->name))
		return person->left_at == 0;
	return ladder_needs(outbox->set->config, stage, person,
	    day_of(clock_now(outbox->clock)));
}

/* Whether it waits until the person's wave goes on. */
static bool
paused(const struct outbox *outbox, const struct stage *stage,
    const struct person *person)
{
	return !model_is_event(stage->at.anchor) &&
	    standings_of(outbox->standings, person->wave)->paused;
}

static int
begin_mail(struct outbox *outbox, const struct message *message,
    const struct person *person, struct err *err)
{
	const char *from = outbox->set->config->mail.from;
	char id[ID_SIZE];
	struct mail mail = {
	    .to = person->email,
	    .to_name = person->name,
	    .subject = outbox->composed.letter.subject.data,
	    .text = outbox->composed.letter.text.data,
	    .html = outbox->composed.letter.html.data,
	    .message_id = id,
	    .language = config_language(outbox->set->config, person->language),
	};

	snprintf(id, sizeof(id), "%lld.%s@%s", (long long)message->id,
	    outbox->uid, strrchr(from, '@') + 1);
	return courier_mail(
	    outbox->courier, message->id, &mail, clock_now(outbox->clock), err);
}

static int
begin_popup(struct outbox *outbox, const struct message *message,
    const struct person *person, struct err *err)
{
	const struct composed *composed = &outbox->composed;
	const char *language =
	    config_language(outbox->set->config, person->language);
	int64_t now = clock_now(outbox->clock);
	char id[ID_SIZE];
	struct popup popup = {
	    .user = person->ref,
	    .stage = message->stage,
	    .language = language,
	    .title = composed->letter.subject.data,
	    .text = composed->letter.text.data,
	    .button = catalogue_get(
		templates_catalogue(outbox->set->templates, language),
		"popup.button"),
	    .url = composed->link.data,
	    .deadline_day = composed->deadline_day,
	    .days_left = composed->days_left,
	};
	struct webhook webhook = {.id = id};

	snprintf(
	    id, sizeof(id), "msg_%s_%lld", outbox->uid, (long long)message->id);
	buf_clear(&outbox->body);
	if (popup_body(&popup, 1, now, &outbox->body, err) == -1)
		return -1;
	webhook.body = outbox->body.data;
	return courier_webhook(
	    outbox->courier, message->id, &webhook, now, err);
}

/*
 * Begins the transfer of a claimed message; one that cannot be begun ends at
 * once.  Returns -1 only when the store fails.
 */
static int
begin(struct outbox *outbox, const struct message *message, struct err *err)
{
	const struct stage *stage =
	    notice_stage(outbox->set->config, message->stage);
	struct outcome outcome = {.delivery = DELIVERY_BARRED};
	struct person person;
	struct err why;
	int rc;

	if (person_get(outbox->set->db, message->person, &person, err) ==
	    LOOKUP_FAILED)
		return -1;
	if (!needed(outbox, stage, &person)) {
		outbox->counts[message->channel].dropped++;
		return message_record(outbox->set->db, message->id,
		    MESSAGE_DROPPED, 0, "no longer needed",
		    clock_now(outbox->clock), err);
	}
	if (paused(outbox, stage, &person))
		return message_hold(outbox->set->db, message->id,
		    clock_now(outbox->clock) + PAUSED_SECONDS,
		    clock_now(outbox->clock), err);
	rc = model_is_notice(stage->name)
	    ? notice_compose(outbox->set, &person, stage, message->occurrence,
		  &outbox->composed, &why)
	    : compose(outbox->set, &person, stage, message->channel,
		  &outbox->composed, &why);
	if (rc == 0) {
		/* From here on, what is refused is the address. */
		outcome.delivery = DELIVERY_REFUSED;
		rc = message->channel == CHANNEL_EMAIL
		    ? begin_mail(outbox, message, &person, &why)
		    : begin_popup(outbox, message, &person, &why);
	}
	if (rc == 0) {
		outbox->flying[outbox->flying_count++] = *message;
		return 0;
	}
	/* A mistake of ours, as in a template, is mended and tried again. */
	if (why.kind != ERR_DATA)
		outcome.delivery = DELIVERY_RETRY;
	text_show(why.text, DETAIL_MAX, outcome.detail, sizeof(outcome.detail));
	return results_add(&outbox->results, message, &outcome, err);
}

/* Fills the free places of a channel. */
static int
fill(struct outbox *outbox, enum channel channel, struct err *err)
{
	struct line *line = &outbox->lines[channel];
	int64_t now = clock_now(outbox->clock);

	while (!outbox->counts[channel].down &&
	    courier_takes(outbox->courier, channel) &&
	    outbox->flying_count < outbox->flying_size) {
		if (line->next == line->count) {
			if (line->empty)
				return 0;
			line->next = 0;
			if (message_claim(outbox->set->db, channel, now,
				line->messages, CLAIM, &line->count, err) == -1)
				return -1;
			line->empty = line->count < CLAIM;
			if (line->count == 0)
				return 0;
		}
		if (begin(outbox, &line->messages[line->next++], err) == -1)
			return -1;
	}
	return 0;
}

/*
 * A server that does not answer several times in a row, or is gone for good by
 * its own word, is left alone.
 */
static void
watch(struct outbox *outbox, const struct delivered *delivered)
{
	struct outbox_counts *counts = &outbox->counts[delivered->channel];
	struct line *line = &outbox->lines[delivered->channel];

	if (!results_is_down(delivered->channel, &delivered->outcome)) {
		line->downs = 0;
		return;
	}
	line->downs++;
	if (counts->down ||
	    (line->downs < DOWN_AFTER &&
		delivered->outcome.delivery == DELIVERY_DOWN))
		return;
	counts->down = true;
	log_write(outbox->log, LOG_ERROR, "%s: %s; the rest waits for a run",
	    model_channel(delivered->channel), delivered->outcome.detail);
}

/* Takes in what has ended. */
static int
collect(struct outbox *outbox, struct err *err)
{
	struct delivered done[RESULTS_GROUP];
	int ended, i;
	size_t k;

	ended = courier_wait(outbox->courier, done, RESULTS_GROUP, err);
	for (i = 0; i < ended; i++) {
		for (k = 0; k < outbox->flying_count; k++) {
			if (outbox->flying[k].id == done[i].tag)
				break;
		}
		if (k == outbox->flying_count)
			continue;
		watch(outbox, &done[i]);
		if (results_add(&outbox->results, &outbox->flying[k],
			&done[i].outcome, err) == -1)
			return -1;
		outbox->flying[k] = outbox->flying[--outbox->flying_count];
	}
	return ended == -1 ? -1 : 0;
}

/* Gives back what was claimed and not begun. */
static int
release(struct outbox *outbox, enum channel channel, struct err *err)
{
	struct line *line = &outbox->lines[channel];

	for (; line->next < line->count; line->next++) {
		if (message_release(outbox->set->db,
			line->messages[line->next].id, clock_now(outbox->clock),
			err) == -1)
			return -1;
	}
	return 0;
}

/* Someone at a terminal sees that it goes on. */
static void
show_progress(const struct outbox *outbox)
{
	if (outbox->at_terminal)
		fprintf(stderr, "\rmail %lld, pop-ups %lld sent",
		    (long long)outbox->counts[CHANNEL_EMAIL].sent,
		    (long long)outbox->counts[CHANNEL_POPUP].sent);
}

static int
send_all(
    struct outbox *outbox, const volatile sig_atomic_t *stop, struct err *err)
{
	int channel;

	for (;;) {
		for (channel = 0; channel < CHANNELS && !*stop; channel++) {
			if (fill(outbox, (enum channel)channel, err) == -1)
				return -1;
		}
		if (courier_busy(outbox->courier) == 0)
			break;
		if (collect(outbox, err) == -1)
			return -1;
		show_progress(outbox);
	}
	if (outbox->at_terminal)
		fprintf(stderr, "\r%*s\r", PROGRESS_WIDTH, "");
	if (results_record(&outbox->results, err) == -1)
		return -1;
	for (channel = 0; channel < CHANNELS; channel++) {
		outbox->counts[channel].down |=
		    outbox->lines[channel].downs > 0;
		if (release(outbox, (enum channel)channel, err) == -1 ||
		    message_waiting(outbox->set->db, (enum channel)channel,
			&outbox->counts[channel].waiting, err) == -1)
			return -1;
	}
	return 0;
}

int
outbox_send(struct campaign_set *set, const struct clock *clock,
    const struct log *log, const volatile sig_atomic_t *stop,
    struct outbox_counts *counts, struct err *err)
{
	const struct config *config = set->config;
	int64_t now = clock_now(clock);
	struct outbox *outbox = calloc(1, sizeof(*outbox));
	int rc = -1;

	memset(counts, 0, CHANNELS * sizeof(*counts));
	if (outbox == NULL)
		return err_memory(err);
	outbox->set = set;
	outbox->clock = clock;
	outbox->log = log;
	outbox->counts = counts;
	outbox->at_terminal = isatty(STDERR_FILENO) == 1;
	outbox->results = (struct results){
	    .db = set->db, .clock = clock, .log = log, .counts = counts};
	buf_init(&outbox->body, BODY_MAX);
	compose_init(&outbox->composed);
	outbox->flying_size =
	    (size_t)(config->mail.connections + config->webhook.connections);
	outbox->flying = calloc(outbox->flying_size, sizeof(struct message));
	if (outbox->flying == NULL) {
		err_memory(err);
		goto out;
	}
	/* Outside its hours mail waits; pop-ups show at any hour. */
	outbox->lines[CHANNEL_EMAIL].empty =
	    calendar_next(&config->send, now) != now;
	if (setting_get(set->db, SETTING_UID, outbox->uid, err) ==
		LOOKUP_FAILED ||
	    standings_read(set->db, config, &outbox->standings, err) == -1 ||
	    courier_new(config, &outbox->courier, err) == -1)
		goto out;
	rc = send_all(outbox, stop, err);
out:
	courier_free(outbox->courier);
	standings_free(outbox->standings);
	compose_free(&outbox->composed);
	buf_free(&outbox->body);
	free(outbox->flying);
	free(outbox);
	return rc;
}
