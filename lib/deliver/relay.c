#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "base/text.h"
#include "deliver/mailbox.h"
#include "deliver/mime.h"
#include "deliver/relay.h"
#include "deliver/smtp.h"
#include "deliver/wire.h"

#define PATH_SIZE (MAILBOX_SIZE + 2) /* with angle brackets */
#define SHOWN 60                     /* characters of a refused address */

struct relay {
	const struct mail_settings *settings;
	struct wire wire;
	struct smtp smtp;
	char from[PATH_SIZE];
	bool from_needs_utf8;
	bool needs_utf8; /* the mail at hand does */
	struct curl_slist *header;
	struct curl_slist *receivers;
	curl_mime *body;
};

/* libcurl's debug output is the one place that tells which command was sent. */
static int
on_debug(CURL *easy, curl_infotype type, char *data, size_t len, void *user)
{
	struct relay *relay = user;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT)
		smtp_sent(&relay->smtp, data, len);
	return 0;
}

/* Given a line of an answer; what is less than "len" breaks the transfer off.
 */
static size_t
on_answer(char *data, size_t size, size_t len, void *user)
{
	struct relay *relay = user;

	(void)size;
	smtp_received(&relay->smtp, data, len);
	if (relay->needs_utf8 && !relay->smtp.utf8 &&
	    relay->smtp.step > SMTP_OPENING)
		return 0;
	return len;
}

/* Writes "<address>"; -1 with "err" when no mail could be sent to it. */
static int
path_of(const char *address, char path[PATH_SIZE], bool *needs_utf8,
    enum err_kind kind, struct err *err)
{
	char ascii[MAILBOX_SIZE], shown[MAILBOX_SIZE];
	enum mailbox mailbox = mailbox_read(address, ascii);

	if (mailbox == MAILBOX_BAD) {
		text_show(address, SHOWN, shown, sizeof(shown));
		return err_set(err, kind,
		    "\"%s\" is no address that mail could be sent to", shown);
	}
	*needs_utf8 = mailbox == MAILBOX_UTF8;
	snprintf(path, PATH_SIZE, "<%s>", ascii);
	return 0;
}

static bool
set_up(struct relay *relay)
{
	const struct mail_settings *settings = relay->settings;
	CURL *easy = relay->wire.easy;
	long timeout = (long)settings->timeout;
	unsigned int bad = 0;

	bad |= curl_easy_setopt(easy, CURLOPT_USE_SSL,
	    (long)(settings->tls == TLS_NONE ? CURLUSESSL_NONE
					     : CURLUSESSL_ALL));
	if (settings->user[0] != '\0') {
		bad |= curl_easy_setopt(easy, CURLOPT_USERNAME, settings->user);
		bad |= curl_easy_setopt(
		    easy, CURLOPT_PASSWORD, settings->password);
	}
	bad |= curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, timeout);
	bad |= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, timeout);
	bad |= curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
	bad |= curl_easy_setopt(easy, CURLOPT_DEBUGDATA, relay);
	bad |= curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_answer);
	bad |= curl_easy_setopt(easy, CURLOPT_HEADERDATA, relay);
	return bad == 0;
}

int
relay_new(const struct mail_settings *settings, const atomic_bool *stop,
    struct relay **out, struct err *err)
{
	struct relay *relay = calloc(1, sizeof(*relay));
	int rc = -1;

	if (relay == NULL)
		return err_memory(err);
	relay->settings = settings;
	if (path_of(settings->from, relay->from, &relay->from_needs_utf8,
		ERR_CONFIG, err) == -1)
		goto out;
	if (wire_open(&relay->wire, settings->server,
		settings->tls == TLS_IMPLICIT ? "smtps" : "smtp,smtps",
		settings->ca_file, stop, err) == -1)
		goto out;
	if (!set_up(relay)) {
		err_memory(err);
		goto out;
	}
	*out = relay;
	relay = NULL;
	rc = 0;
out:
	relay_free(relay);
	return rc;
}

static void
clear(struct relay *relay)
{
	curl_slist_free_all(relay->header);
	curl_slist_free_all(relay->receivers);
	curl_mime_free(relay->body);
	relay->header = NULL;
	relay->receivers = NULL;
	relay->body = NULL;
}

void
relay_free(struct relay *relay)
{
	if (relay == NULL)
		return;
	clear(relay);
	wire_close(&relay->wire);
	free(relay);
}

int
relay_begin(struct relay *relay, const struct mail *mail, const char *receiver,
    int64_t now, struct err *err)
{
	const struct mail_settings *settings = relay->settings;
	struct mime_sender sender = {.address = settings->from,
	    .name = settings->from_name,
	    .reply_to = settings->reply_to};
	char to[PATH_SIZE], ascii[MAILBOX_SIZE];
	CURL *easy = relay->wire.easy;
	unsigned int bad = 0;

	clear(relay);
	if (path_of(receiver, to, &relay->needs_utf8, ERR_DATA, err) == -1)
		return -1;
	/* In a rehearsal, too, the one in the header counts. */
	relay->needs_utf8 = relay->needs_utf8 || relay->from_needs_utf8 ||
	    mailbox_read(mail->to, ascii) == MAILBOX_UTF8;
	relay->header = mime_header(mail, &sender, now, err);
	if (relay->header == NULL)
		return -1;
	relay->body = mime_body(easy, mail, err);
	if (relay->body == NULL)
		return -1;
	relay->receivers = curl_slist_append(NULL, to);
	if (relay->receivers == NULL)
		return err_memory(err);
	bad |= curl_easy_setopt(easy, CURLOPT_MAIL_FROM, relay->from);
	bad |= curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, relay->receivers);
	bad |= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, relay->header);
	bad |= curl_easy_setopt(easy, CURLOPT_MIMEPOST, relay->body);
	/* Only when a connection opens does a server tell of SMTPUTF8. */
	bad |= curl_easy_setopt(
	    easy, CURLOPT_FRESH_CONNECT, relay->needs_utf8 ? 1L : 0L);
	return bad == 0 ? 0 : err_memory(err);
}

/*
 * Whether the connection was an old one that the server had closed meanwhile,
 * so that the mail may go again at once.
 */
static bool
was_stale(const struct relay *relay, CURLcode code)
{
	long connects = 0;

	curl_easy_getinfo(relay->wire.easy, CURLINFO_NUM_CONNECTS, &connects);
	return code != CURLE_OK && code != CURLE_ABORTED_BY_CALLBACK &&
	    code != CURLE_OPERATION_TIMEDOUT && connects == 0 &&
	    smtp_unheard(&relay->smtp);
}

/* Adds the server's name to what came of a mail, where that tells something. */
static void
say_trouble(const struct relay *relay, CURLcode code, struct outcome *outcome)
{
	char said[DETAIL_MAX + 1];

	memcpy(said, outcome->detail, sizeof(said));
	if (said[0] == '\0' || outcome->delivery == DELIVERY_DOWN)
		wire_trouble(&relay->wire, code, said, outcome->detail);
}

void
relay_perform(struct relay *relay, struct outcome *outcome)
{
	CURLcode code;

	smtp_begin(&relay->smtp);
	code = wire_perform(&relay->wire);
	if (was_stale(relay, code)) {
		smtp_begin(&relay->smtp);
		code = wire_perform(&relay->wire);
	}
	smtp_outcome(&relay->smtp, outcome);
	if (relay->needs_utf8 && !relay->smtp.utf8 &&
	    code == CURLE_WRITE_ERROR) {
		outcome->delivery = DELIVERY_REFUSED;
		snprintf(outcome->detail, sizeof(outcome->detail),
		    "%.80s does not offer SMTPUTF8, which an address needs "
		    "whose name before the @ is not ASCII",
		    relay->wire.server);
	} else {
		say_trouble(relay, code, outcome);
	}
}
