#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "deliver/connection.h"
#include "deliver/dialogue.h"
#include "deliver/smtp.h"

#define COMMANDS_MAX 4096 /* bytes of what is said in one go */

struct dialogue {
	const struct mail_settings *settings;
	struct connection connection;
	struct smtp smtp;

	const struct envelope *envelope; /* NULL: only to connect */
	bool ended;
	bool again;    /* it was begun anew, on a fresh connection */
	CURLcode code; /* why it broke */
	int64_t deadline;

	struct buf commands;
	const char *out; /* what is left to send */
	size_t left;
	bool delivers; /* it is the mail itself */
};

int
dialogue_new(const struct mail_settings *settings, const char *server,
    struct dialogue **out, struct err *err)
{
	struct dialogue *d = calloc(1, sizeof(*d));

	if (d == NULL)
		return err_memory(err);
	d->settings = settings;
	buf_init(&d->commands, COMMANDS_MAX);
	if (connection_begin(&d->connection, settings, server, &d->smtp, err) ==
	    -1) {
		dialogue_free(d);
		return -1;
	}
	*out = d;
	return 0;
}

void
dialogue_free(struct dialogue *d)
{
	if (d == NULL)
		return;
	/* Who waits for the answer waits for what changes nothing. */
	if (d->connection.state == CONNECTION_OPEN && d->ended)
		connection_part(&d->connection);
	connection_end(&d->connection);
	buf_free(&d->commands);
	free(d);
}

static void
extend(struct dialogue *d, int64_t now)
{
	d->deadline = now + d->settings->timeout * CLOCK_TICKS;
}

/* It ended, in words of the server's or for want of them with a code. */
static bool
end(struct dialogue *d, CURLcode code)
{
	d->code = code;
	d->ended = true;
	if (code != CURLE_OK || d->smtp.closing)
		connection_close(&d->connection);
	return true;
}

static void
open_connection(struct dialogue *d, int64_t now)
{
	d->deadline =
	    now + (d->settings->timeout + WIRE_CONNECT_SECONDS) * CLOCK_TICKS;
	d->left = 0;
	connection_open(&d->connection);
}

static void
begin_mail(struct dialogue *d, int64_t now)
{
	smtp_begin(&d->smtp);
	d->left = 0;
	d->delivers = false;
	extend(d, now);
}

void
dialogue_begin(struct dialogue *d, const struct envelope *envelope, int64_t now)
{
	bool open = d->connection.state == CONNECTION_OPEN;

	d->envelope = envelope;
	d->ended = false;
	d->code = CURLE_OK;
	d->again = !open;
	if (open)
		begin_mail(d, now);
	else
		open_connection(d, now);
}

void
dialogue_connect(struct dialogue *d, int64_t now)
{
	connection_close(&d->connection);
	dialogue_begin(d, NULL, now);
}

/* Goes on with the opening; true when that was the end. */
static bool
go_on_opening(struct dialogue *d, int64_t now)
{
	CURLcode code = connection_go_on(&d->connection);

	if (code == CURLE_AGAIN)
		return now >= d->deadline && end(d, CURLE_OPERATION_TIMEDOUT);
	if (code != CURLE_OK || d->envelope == NULL)
		return end(d, code);
	begin_mail(d, now);
	return false;
}

/* Sends what is left; CURLE_AGAIN when the rest has to wait. */
static CURLcode
flush(struct dialogue *d, int64_t now)
{
	size_t before = d->left;
	CURLcode code = connection_send(&d->connection, &d->out, &d->left);

	if (d->left < before)
		extend(d, now);
	if (code != CURLE_OK)
		return code;
	if (d->delivers)
		smtp_delivered(&d->smtp);
	d->delivers = false;
	return CURLE_OK;
}

/* Says what is to be said; CURLE_AGAIN when it is the server's turn. */
static CURLcode
speak(struct dialogue *d, int64_t now)
{
	const struct envelope *envelope = d->envelope;
	CURLcode code;

	for (;;) {
		code = flush(d, now);
		if (code != CURLE_OK)
			return code;
		buf_clear(&d->commands);
		switch (smtp_next(&d->smtp, envelope->from, envelope->to,
		    envelope->needs_utf8, &d->commands)) {
		case SMTP_SAY:
			if (d->commands.failed)
				return CURLE_OUT_OF_MEMORY;
			d->out = d->commands.data;
			d->left = d->commands.len;
			break;
		case SMTP_DELIVER:
			d->out = envelope->content;
			d->left = envelope->len;
			d->delivers = true;
			break;
		case SMTP_WAIT:
			return CURLE_AGAIN;
		case SMTP_FINISHED:
			return CURLE_OK;
		}
	}
}

/* A connection that the server closed meanwhile costs no try. */
static bool
begin_again(struct dialogue *d, int64_t now)
{
	if (d->again || !smtp_unheard(&d->smtp))
		return false;
	d->again = true;
	connection_close(&d->connection);
	open_connection(d, now);
	return true;
}

/* Speaks and listens in turns until somebody has to be waited for. */
static CURLcode
converse(struct dialogue *d, int64_t now)
{
	CURLcode code;

	while (
	    (code = speak(d, now)) == CURLE_AGAIN && d->connection.readable) {
		code = connection_receive(&d->connection);
		if (code != CURLE_OK)
			return code;
	}
	return code;
}

bool
dialogue_step(struct dialogue *d, bool readable, int64_t now)
{
	CURLcode code;

	if (d->connection.state == CONNECTION_OPENING) {
		if (go_on_opening(d, now))
			return true;
		if (d->connection.state == CONNECTION_OPENING)
			return false;
		readable = false;
	}
	if (d->envelope->needs_utf8 && !d->smtp.utf8)
		return end(d, CURLE_OK);
	d->connection.readable = readable;
	code = converse(d, now);
	if (code == CURLE_AGAIN)
		return now >= d->deadline && end(d, CURLE_OPERATION_TIMEDOUT);
	if ((code != CURLE_OK || d->smtp.closing) && begin_again(d, now))
		return false;
	return end(d, code);
}

unsigned int
dialogue_waits(struct dialogue *d, struct curl_waitfd fds[DIALOGUE_FDS_MAX],
    int64_t now, int64_t *until)
{
	if (d->ended)
		return 0;
	if (d->deadline < *until)
		*until = d->deadline;
	return connection_waits(&d->connection, d->left > 0, fds, now, until);
}

void
dialogue_outcome(const struct dialogue *d, struct outcome *outcome)
{
	const struct wire *wire = &d->connection.wire;
	char said[DETAIL_MAX + 1];

	if (d->envelope == NULL && d->code == CURLE_OK) {
		*outcome = (struct outcome){.delivery = DELIVERY_SENT};
		return;
	}
	if (d->code == CURLE_OK && d->smtp.step < SMTP_OVER) {
		*outcome = (struct outcome){.delivery = DELIVERY_REFUSED};
		snprintf(outcome->detail, sizeof(outcome->detail),
		    "%.80s does not offer SMTPUTF8, which an address needs "
		    "whose name before the @ is not ASCII",
		    wire->server);
		return;
	}
	smtp_outcome(&d->smtp, outcome);
	memcpy(said, outcome->detail, sizeof(said));
	if (said[0] == '\0' || outcome->delivery == DELIVERY_DOWN)
		wire_trouble(wire, d->code, said, outcome->detail);
}
