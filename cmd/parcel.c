#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "bulletin.h"
#include "deliver/popup.h"
#include "notice.h"
#include "parcel.h"
#include "schedule/calendar.h"
#include "schedule/ladder.h"
#include "store/message.h"
#include "verp.h"

#define BODY_MAX (8 << 20)  /* bytes; a hundred pop-ups */
#define ID_SIZE 256         /* bytes of a message id */
#define PAUSED_SECONDS 1800 /* until a paused wave is asked about again */

void
packer_init(struct packer *packer)
{
	buf_init(&packer->body, BODY_MAX);
	buf_init(&packer->return_path, ID_SIZE);
	compose_init(&packer->composed);
}

void
packer_free(struct packer *packer)
{
	standings_free(packer->standings);
	almanac_free(packer->almanac);
	compose_free(&packer->composed);
	buf_free(&packer->body);
	buf_free(&packer->return_path);
}

/* Whether a message still makes sense for the person as things are now. */
static bool
needed(const struct packer *packer, const struct stage *stage,
    const struct person *person)
{
	if (stage == NULL)
		return false;
	if (model_is_notice(stage->name))
		return person->left_at == 0;
	return ladder_needs(packer->set->config, stage, person,
	    day_of(clock_now(packer->clock)));
}

/* Whether it waits until the person's wave goes on. */
static bool
paused(const struct packer *packer, const struct stage *stage,
    const struct person *person)
{
	return !model_is_event(stage->at.anchor) &&
	    standings_of(packer->standings, person->wave)->paused;
}

/* Whether a mail goes to an institution that is closed now, and until when. */
static bool
closed(const struct packer *packer, const struct message *message,
    const struct person *person, int64_t *until)
{
	int64_t now = clock_now(packer->clock);

	*until = calendar_next(
	    almanac_of(packer->almanac, person->organisation), now);
	return message->channel == CHANNEL_EMAIL && *until != now;
}

/* Ends a message that was not begun; -1 when the store fails. */
static int
give_up(struct packer *packer, const struct message *message,
    enum delivery delivery, const struct err *why, struct err *err)
{
	struct outcome outcome = {.delivery = delivery};

	/* A mistake of ours, as in a template, is mended and tried again. */
	if (why->kind != ERR_DATA)
		outcome.delivery = DELIVERY_RETRY;
	text_show(
	    why->text, DETAIL_MAX, outcome.detail, sizeof(outcome.detail));
	return results_add(packer->results, message, 1, &outcome, err);
}

enum written {
	WRITTEN,
	NOT_WRITTEN, /* the message has ended */
	STORE_FAILED
};

/* Gives a message back that cannot go before "until". */
static enum written
hold(struct packer *packer, const struct message *message, int64_t until,
    const char *why, struct err *err)
{
	return message_release(packer->set->db, message->id, until, why,
		   clock_now(packer->clock), err) == -1
	    ? STORE_FAILED
	    : NOT_WRITTEN;
}

static enum written
write_message(struct packer *packer, const struct message *message,
    const struct person *person, struct err *err)
{
	const struct stage *stage =
	    notice_stage(packer->set->config, message->stage);
	struct err why;
	int64_t until;
	int rc;

	if (!needed(packer, stage, person)) {
		packer->counts[message->channel].dropped++;
		return message_record(packer->set->db, message->id,
			   MESSAGE_DROPPED, 0, "no longer needed",
			   clock_now(packer->clock), err) == -1
		    ? STORE_FAILED
		    : NOT_WRITTEN;
	}
	if (paused(packer, stage, person))
		return hold(packer, message,
		    clock_now(packer->clock) + PAUSED_SECONDS,
		    "its wave is paused", err);
	if (closed(packer, message, person, &until))
		return hold(
		    packer, message, until, "outside sending hours", err);
	rc = model_is_notice(stage->name)
	    ? notice_compose(packer->set, person, stage, message->occurrence,
		  message->written_at, &packer->composed, &why)
	    : compose(packer->set, person, stage, message->channel,
		  message->written_at, &packer->composed, &why);
	if (rc == 0)
		return WRITTEN;
	return give_up(packer, message, DELIVERY_BARRED, &why, err) == -1
	    ? STORE_FAILED
	    : NOT_WRITTEN;
}

static int
send_mail(struct packer *packer, const struct message *message,
    const struct person *person, int64_t tag, struct err *err)
{
	const struct config *config = packer->set->config;
	const char *from = config->mail.from;
	const struct letter_text *letter = &packer->composed.letter;
	char id[ID_SIZE];
	struct mail mail = {
	    .to = person->email,
	    .to_name = person->name,
	    .subject = letter->subject.data,
	    .text = letter->text.data,
	    .html = letter->html.data,
	    .message_id = id,
	    .language = config_language(config, person->language),
	    .appointment = packer->composed.has_appointment
		? &packer->composed.appointment
		: NULL,
	};

	snprintf(id, sizeof(id), "%lld.%s@%s", (long long)message->id,
	    packer->uid, strrchr(from, '@') + 1);
	buf_clear(&packer->return_path);
	if (config->mail.bounces[0] != '\0') {
		if (verp_write(packer->set->keys, config->mail.bounces,
			message->id, &packer->return_path, err) == -1)
			return -1;
		mail.return_path = packer->return_path.data;
	}
	return courier_mail(
	    packer->courier, tag, &mail, message->written_at, err);
}

static int
begin_mail(struct packer *packer, struct parcel *parcel,
    const struct person *person, int64_t tag, struct err *err)
{
	const struct message *message = &parcel->messages[0];
	struct err why;

	switch (write_message(packer, message, person, err)) {
	case STORE_FAILED:
		return -1;
	case WRITTEN:
		if (send_mail(packer, message, person, tag, &why) == 0)
			return 0;
		/* What is refused now is the address. */
		if (give_up(packer, message, DELIVERY_REFUSED, &why, err) == -1)
			return -1;
		break;
	case NOT_WRITTEN:
		break;
	}
	parcel->count = 0;
	return 0;
}

/* Calls the host app with the body that was written. */
static int
call(struct packer *packer, const char *id, int64_t tag, struct err *err)
{
	const struct webhook webhook = {.id = id, .body = packer->body.data};

	if (packer->body.failed)
		return err_memory(err);
	return courier_webhook(
	    packer->courier, tag, &webhook, clock_now(packer->clock), err);
}

static int
send_popups(struct packer *packer, const struct parcel *parcel, int64_t tag,
    struct err *err)
{
	char id[ID_SIZE];

	popup_close(&packer->body);
	snprintf(id, sizeof(id), "msg_%s_%lld", packer->uid,
	    (long long)parcel->messages[0].batch);
	return call(packer, id, tag, err);
}

static int
send_bulletin(struct packer *packer, const struct message *message, int64_t tag,
    struct err *err)
{
	char id[ID_SIZE];

	bulletin_id(packer->uid, message, id, sizeof(id));
	return bulletin_write(
		   packer->set, message->written_at, &packer->body, err) == -1
	    ? -1
	    : call(packer, id, tag, err);
}

/* What could not be called is tried again. */
static int
put_off(struct packer *packer, struct parcel *parcel, size_t count,
    const struct err *why, struct err *err)
{
	struct outcome outcome = {.delivery = DELIVERY_RETRY};

	text_show(
	    why->text, DETAIL_MAX, outcome.detail, sizeof(outcome.detail));
	parcel->count = 0;
	return results_add(
	    packer->results, parcel->messages, count, &outcome, err);
}

static int
begin_bulletin(
    struct packer *packer, struct parcel *parcel, int64_t tag, struct err *err)
{
	struct err why;

	if (send_bulletin(packer, &parcel->messages[0], tag, &why) == 0)
		return 0;
	return put_off(packer, parcel, 1, &why, err);
}

static int
begin_popups(struct packer *packer, struct parcel *parcel,
    const struct person *people, int64_t tag, struct err *err)
{
	size_t i, kept = 0;
	struct err why;

	popup_open(&packer->body, parcel->messages[0].written_at);
	for (i = 0; i < parcel->count; i++) {
		switch (write_message(
		    packer, &parcel->messages[i], &people[i], err)) {
		case STORE_FAILED:
			return -1;
		case NOT_WRITTEN:
			continue;
		case WRITTEN:
			break;
		}
		compose_popup(packer->set, &people[i],
		    parcel->messages[i].stage, &packer->composed,
		    &packer->body);
		parcel->messages[kept++] = parcel->messages[i];
	}
	parcel->count = kept;
	if (kept == 0 || send_popups(packer, parcel, tag, &why) == 0)
		return 0;
	return put_off(packer, parcel, kept, &why, err);
}

int
parcel_begin(struct packer *packer, struct parcel *parcel,
    const struct person *people, int64_t tag, struct err *err)
{
	if (parcel->channel == CHANNEL_EMAIL)
		return begin_mail(packer, parcel, people, tag, err);
	if (text_same(parcel->messages[0].stage, NOTICE_REPORT))
		return begin_bulletin(packer, parcel, tag, err);
	return begin_popups(packer, parcel, people, tag, err);
}
