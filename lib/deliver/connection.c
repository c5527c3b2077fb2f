#include <string.h>
#include <sys/select.h>

#include "base/buf.h"
#include "deliver/connection.h"

#define URL_MAX 4096    /* bytes */
#define OPENING_LOOK 50 /* ms; while a name is looked up nothing is seen */

/* Given a line of an answer while libcurl opens the connection. */
static size_t
on_answer(char *data, size_t size, size_t len, void *user)
{
	struct connection *c = user;

	(void)size;
	smtp_received(c->smtp, data, len);
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
set_up(struct connection *c)
{
	CURL *easy = c->wire.easy;
	unsigned int bad = 0;

	bad |= curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_USE_SSL,
	    (long)(c->settings->tls == TLS_NONE ? CURLUSESSL_NONE
						: CURLUSESSL_ALL));
	bad |= curl_easy_setopt(
	    easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)c->settings->timeout);
	bad |= curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_answer);
	bad |= curl_easy_setopt(easy, CURLOPT_HEADERDATA, c);
	return bad == 0 && log_in(c->settings, easy);
}

int
connection_begin(struct connection *c, const struct mail_settings *settings,
    const char *server, struct smtp *smtp, struct err *err)
{
	struct buf url;
	int rc;

	memset(c, 0, sizeof(*c));
	c->settings = settings;
	c->smtp = smtp;
	buf_init(&url, URL_MAX);
	/* libcurl takes the path for the name that EHLO gives. */
	buf_text(&url, server);
	if (settings->helo[0] != '\0')
		buf_format(&url, "/%s", settings->helo);
	rc = wire_open(&c->wire, url.data,
	    settings->tls == TLS_IMPLICIT ? "smtps" : "smtp,smtps",
	    settings->ca_file, err);
	buf_free(&url);
	if (rc == -1)
		return -1;
	c->multi = curl_multi_init();
	return c->multi == NULL || !set_up(c) ? err_memory(err) : 0;
}

void
connection_end(struct connection *c)
{
	connection_close(c);
	wire_close(&c->wire);
	curl_multi_cleanup(c->multi);
}

void
connection_open(struct connection *c)
{
	smtp_open(c->smtp);
	c->in_len = 0;
	c->wire.words[0] = '\0';
	c->state = CONNECTION_OPENING;
	curl_multi_add_handle(c->multi, c->wire.easy);
}

CURLcode
connection_go_on(struct connection *c)
{
	struct CURLMsg *message;
	CURLcode code;
	int running = 0, left;

	curl_multi_perform(c->multi, &running);
	message = curl_multi_info_read(c->multi, &left);
	if (message == NULL)
		return CURLE_AGAIN;
	code = message->data.result;
	if (code == CURLE_OK &&
	    (curl_easy_getinfo(
		 c->wire.easy, CURLINFO_ACTIVESOCKET, &c->socket) != CURLE_OK ||
		c->socket == CURL_SOCKET_BAD))
		code = CURLE_COULDNT_CONNECT;
	if (code == CURLE_OK)
		c->state = CONNECTION_OPEN;
	/* libcurl may give its word for "later" as the reason of an end. */
	return code == CURLE_AGAIN ? CURLE_COULDNT_CONNECT : code;
}

/* Out of the multi handle, a connection is closed at once. */
void
connection_close(struct connection *c)
{
	if (c->state != CONNECTION_CLOSED)
		curl_multi_remove_handle(c->multi, c->wire.easy);
	c->state = CONNECTION_CLOSED;
}

void
connection_part(struct connection *c)
{
	static const char farewell[] = "QUIT\r\n";
	size_t sent;

	(void)curl_easy_send(c->wire.easy, farewell, strlen(farewell), &sent);
}

CURLcode
connection_send(struct connection *c, const char **data, size_t *left)
{
	CURLcode code;
	size_t sent;

	while (*left > 0) {
		sent = 0;
		code = curl_easy_send(c->wire.easy, *data, *left, &sent);
		if (code != CURLE_OK)
			return code;
		*data += sent;
		*left -= sent;
	}
	return CURLE_OK;
}

static void
take_lines(struct connection *c)
{
	char *line = c->in, *end;
	size_t len = c->in_len;

	while ((end = memchr(line, '\n', len)) != NULL) {
		smtp_received(c->smtp, line, (size_t)(end - line));
		len -= (size_t)(end + 1 - line);
		line = end + 1;
	}
	memmove(c->in, line, len);
	c->in_len = len;
}

/*
 * With TLS there may be more than the socket tells of, and so also after a
 * piece that filled all room.
 */
CURLcode
connection_receive(struct connection *c)
{
	size_t room = sizeof(c->in) - c->in_len, got = 0;
	CURLcode code;

	if (room == 0)
		return CURLE_WEIRD_SERVER_REPLY;
	code = curl_easy_recv(c->wire.easy, c->in + c->in_len, room, &got);
	if (code == CURLE_AGAIN)
		c->readable = false;
	if (code != CURLE_OK)
		return code == CURLE_AGAIN ? CURLE_OK : code;
	if (got == 0)
		return CURLE_GOT_NOTHING;
	c->readable = got == room || c->settings->tls != TLS_NONE;
	c->in_len += got;
	take_lines(c);
	return CURLE_OK;
}

/* What libcurl waits for while it opens the connection. */
static unsigned int
opening_waits(
    struct connection *c, struct curl_waitfd *fds, int64_t now, int64_t *until)
{
	fd_set read, write, except;
	unsigned int count = 0;
	long timeout = -1;
	int fd, max = -1;

	FD_ZERO(&read);
	FD_ZERO(&write);
	FD_ZERO(&except);
	curl_multi_fdset(c->multi, &read, &write, &except, &max);
	for (fd = 0; fd <= max && count < CONNECTION_FDS_MAX; fd++) {
		short events =
		    (short)((FD_ISSET(fd, &read) ? CURL_WAIT_POLLIN : 0) |
			(FD_ISSET(fd, &write) ? CURL_WAIT_POLLOUT : 0));

		if (events != 0)
			fds[count++] =
			    (struct curl_waitfd){.fd = fd, .events = events};
	}
	curl_multi_timeout(c->multi, &timeout);
	if (count == 0 && (timeout < 0 || timeout > OPENING_LOOK))
		timeout = OPENING_LOOK;
	if (timeout >= 0 && now + timeout < *until)
		*until = now + timeout;
	return count;
}

unsigned int
connection_waits(struct connection *c, bool writes,
    struct curl_waitfd fds[CONNECTION_FDS_MAX], int64_t now, int64_t *until)
{
	if (c->state == CONNECTION_OPENING)
		return opening_waits(c, fds, now, until);
	fds[0] = (struct curl_waitfd){.fd = c->socket,
	    .events = (short)(writes ? CURL_WAIT_POLLIN | CURL_WAIT_POLLOUT
				     : CURL_WAIT_POLLIN)};
	return 1;
}
