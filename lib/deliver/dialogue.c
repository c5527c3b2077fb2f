#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>

#include "base/clock.h"
#include "deliver/dialogue.h"
#include "deliver/smtp.h"
#include "deliver/wire.h"

#define LINE_MAX_SIZE                                                          \
	2048              /* bytes of an answer's line; RFC 5321 allows 512    \
			   */
#define COMMANDS_MAX 4096 /* bytes of what is said in one go */
#define OPENING_LOOK 50   /* ms; while a name is looked up nothing is seen */

struct dialogue {
	const struct mail_settings *settings;
	struct wire wire;
	CURLM *multi; /* of this one connection, which stays in it */
	enum {
		CLOSED,
		OPENING,
		OPEN
	} state;
	curl_socket_t socket;
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
	bool readable; /* there may be something to take in */
	char in[LINE_MAX_SIZE];
	size_t in_len;
};

/* Given a line of an answer while libcurl opens the connection. */
static size_t
on_answer(char *data, size_t size, size_t len, void *user)
{
	struct dialogue *d = user;

	(void)size;
	smtp_received(&d->smtp, data, len);
	return len;
}

static bool
log_in(const struct mail_settings *settings, CURL *easy)
{
	unsigned int bad = 0;

	if (settings->user[0] == '\0')
		return true;
	bad |= curl_easy_setopt(easy, CURLOPT_USERNAME, settings->user);
	bad |= curl_easy_setopt(easy,
	    settings->oauth ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
	    settings->password);
	if (settings->oauth)
		bad |= curl_easy_setopt(
		    easy, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
	return bad == 0;
}

static bool
set_up(struct dialogue *d)
{
	CURL *easy = d->wire.easy;
	unsigned int bad = 0;

	bad |= curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_USE_SSL,
	    (long)(d->settings->tls == TLS_NONE ? CURLUSESSL_NONE
						: CURLUSESSL_ALL));
	bad |= curl_easy_setopt(
	    easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)d->settings->timeout);
	bad |= curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_answer);
	bad |= curl_easy_setopt(easy, CURLOPT_HEADERDATA, d);
	return bad == 0 && log_in(d->settings, easy);
}

int
dialogue_new(const struct mail_settings *settings, const char *server,
    struct dialogue **out, struct err *err)
{
	struct dialogue *d = calloc(1, sizeof(*d));
	struct buf url;
	int rc = -1;

	if (d == NULL)
		return err_memory(err);
	buf_init(&d->commands, COMMANDS_MAX);
	buf_init(&url, COMMANDS_MAX);
	d->settings = settings;
	/* libcurl takes the path for the name that EHLO gives. */
	buf_text(&url, server);
	if (settings->helo[0] != '\0')
		buf_format(&url, "/%s", settings->helo);
	if (wire_open(&d->wire, url.data,
		settings->tls == TLS_IMPLICIT ? "smtps" : "smtp,smtps",
		settings->ca_file, err) == -1)
		goto out;
	d->multi = curl_multi_init();
	if (d->multi == NULL || !set_up(d)) {
		err_memory(err);
		goto out;
	}
	*out = d;
	d = NULL;
	rc = 0;
out:
	buf_free(&url);
	dialogue_free(d);
	return rc;
}

/* Out of the multi handle, a connection is closed at once, without a word. */
static void
shut(struct dialogue *d)
{
	if (d->state != CLOSED)
		curl_multi_remove_handle(d->multi, d->wire.easy);
	d->state = CLOSED;
	d->left = 0;
}

void
dialogue_free(struct dialogue *d)
{
	static const char farewell[] = "QUIT\r\n";
	size_t sent;

	if (d == NULL)
		return;
	/* Who waits for the answer waits for what changes nothing. */
	if (d->state == OPEN && d->ended)
		(void)curl_easy_send(
		    d->wire.easy, farewell, strlen(farewell), &sent);
	shut(d);
	wire_close(&d->wire);
	curl_multi_cleanup(d->multi);
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
		shut(d);
	return true;
}

static void
open_connection(struct dialogue *d, int64_t now)
{
	smtp_open(&d->smtp);
	d->in_len = 0;
	d->wire.words[0] = '\0';
	d->deadline =
	    now + (d->settings->timeout + WIRE_CONNECT_SECONDS) * CLOCK_TICKS;
	d->state = OPENING;
	curl_multi_add_handle(d->multi, d->wire.easy);
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
	d->envelope = envelope;
	d->ended = false;
	d->code = CURLE_OK;
	d->again = d->state != OPEN;
	if (d->state == OPEN)
		begin_mail(d, now);
	else
		open_connection(d, now);
}

void
dialogue_connect(struct dialogue *d, int64_t now)
{
	shut(d);
	dialogue_begin(d, NULL, now);
}

/* Lets libcurl go on with the opening. */
static bool
go_on_opening(struct dialogue *d, int64_t now)
{
	struct CURLMsg *message;
	CURLcode code;
	int running = 0, left;

	curl_multi_perform(d->multi, &running);
	message = curl_multi_info_read(d->multi, &left);
	if (message == NULL)
		return now >= d->deadline && end(d, CURLE_OPERATION_TIMEDOUT);
	code = message->data.result;
	if (code == CURLE_OK &&
	    (curl_easy_getinfo(
		 d->wire.easy, CURLINFO_ACTIVESOCKET, &d->socket) != CURLE_OK ||
		d->socket == CURL_SOCKET_BAD))
		code = CURLE_COULDNT_CONNECT;
	if (code != CURLE_OK || d->envelope == NULL) {
		if (code == CURLE_OK)
			d->state = OPEN;
		return end(d, code);
	}
	d->state = OPEN;
	begin_mail(d, now);
	return false;
}

/* Sends what is left; CURLE_AGAIN when the rest has to wait. */
static CURLcode
flush(struct dialogue *d, int64_t now)
{
	CURLcode code;
	size_t sent;

	while (d->left > 0) {
		sent = 0;
		code = curl_easy_send(d->wire.easy, d->out, d->left, &sent);
		if (code != CURLE_OK)
			return code;
		d->out += sent;
		d->left -= sent;
		extend(d, now);
	}
	if (d->delivers)
		smtp_delivered(&d->smtp);
	d->delivers = false;
	return CURLE_OK;
}

static void
take_lines(struct dialogue *d)
{
	char *line = d->in, *end;
	size_t len = d->in_len;

	while ((end = memchr(line, '\n', len)) != NULL) {
		smtp_received(&d->smtp, line, (size_t)(end - line));
		len -= (size_t)(end + 1 - line);
		line = end + 1;
	}
	memmove(d->in, line, len);
	d->in_len = len;
}

/*
 * Takes in what has come.  With TLS there may be more of it than the socket
 * tells of, and so also after a piece that filled all room.
 */
static CURLcode
receive(struct dialogue *d)
{
	size_t room = sizeof(d->in) - d->in_len, got = 0;
	CURLcode code;

	if (room == 0)
		return CURLE_WEIRD_SERVER_REPLY;
	code = curl_easy_recv(d->wire.easy, d->in + d->in_len, room, &got);
	if (code == CURLE_AGAIN)
		d->readable = false;
	if (code != CURLE_OK)
		return code == CURLE_AGAIN ? CURLE_OK : code;
	if (got == 0)
		return CURLE_GOT_NOTHING;
	d->readable = got == room || d->settings->tls != TLS_NONE;
	d->in_len += got;
	take_lines(d);
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
	shut(d);
	open_connection(d, now);
	return true;
}

/* Speaks and listens in turns until somebody has to be waited for. */
static CURLcode
converse(struct dialogue *d, int64_t now)
{
	CURLcode code;

	while ((code = speak(d, now)) == CURLE_AGAIN && d->readable) {
		code = receive(d);
		if (code != CURLE_OK)
			return code;
	}
	return code;
}

bool
dialogue_step(struct dialogue *d, bool readable, int64_t now)
{
	CURLcode code;

	if (d->state == OPENING) {
		if (go_on_opening(d, now))
			return true;
		if (d->state == OPENING)
			return false;
		readable = false;
	}
	if (d->envelope->needs_utf8 && !d->smtp.utf8)
		return end(d, CURLE_OK);
	d->readable = readable;
	code = converse(d, now);
	if (code == CURLE_AGAIN)
		return now >= d->deadline && end(d, CURLE_OPERATION_TIMEDOUT);
	if ((code != CURLE_OK || d->smtp.closing) && begin_again(d, now))
		return false;
	return end(d, code);
}

/* What libcurl waits for while it opens a connection. */
static unsigned int
opening_waits(
    struct dialogue *d, struct curl_waitfd *fds, int64_t now, int64_t *until)
{
	fd_set read, write, except;
	unsigned int count = 0;
	long timeout = -1;
	int fd, max = -1;

	FD_ZERO(&read);
	FD_ZERO(&write);
	FD_ZERO(&except);
	curl_multi_fdset(d->multi, &read, &write, &except, &max);
	for (fd = 0; fd <= max && count < DIALOGUE_FDS_MAX; fd++) {
		short events =
		    (short)((FD_ISSET(fd, &read) ? CURL_WAIT_POLLIN : 0) |
			(FD_ISSET(fd, &write) ? CURL_WAIT_POLLOUT : 0));

		if (events != 0)
			fds[count++] =
			    (struct curl_waitfd){.fd = fd, .events = events};
	}
	curl_multi_timeout(d->multi, &timeout);
	if (count == 0 && (timeout < 0 || timeout > OPENING_LOOK))
		timeout = OPENING_LOOK;
	if (timeout >= 0 && now + timeout < *until)
		*until = now + timeout;
	return count;
}

unsigned int
dialogue_waits(struct dialogue *d, struct curl_waitfd fds[DIALOGUE_FDS_MAX],
    int64_t now, int64_t *until)
{
	if (d->ended)
		return 0;
	if (d->deadline < *until)
		*until = d->deadline;
	if (d->state == OPENING)
		return opening_waits(d, fds, now, until);
	fds[0] = (struct curl_waitfd){.fd = d->socket,
	    .events = (short)(d->left > 0 ? CURL_WAIT_POLLIN | CURL_WAIT_POLLOUT
					  : CURL_WAIT_POLLIN)};
	return 1;
}

void
dialogue_outcome(const struct dialogue *d, struct outcome *outcome)
{
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
		    d->wire.server);
		return;
	}
	smtp_outcome(&d->smtp, outcome);
	memcpy(said, outcome->detail, sizeof(said));
	if (said[0] == '\0' || outcome->delivery == DELIVERY_DOWN)
		wire_trouble(&d->wire, d->code, said, outcome->detail);
}
