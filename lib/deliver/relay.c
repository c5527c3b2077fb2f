#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "deliver/eml.h"
#include "deliver/mailbox.h"
#include "deliver/mime.h"
#include "deliver/relay.h"

#define PATH_SIZE (MAILBOX_SIZE + 2) /* with angle brackets */
#define SHOWN 60                     /* characters of a refused address */
#define CONTENT_MAX (1024 * 1024)    /* bytes; three times a letter's most */
#define LAST_DOT ".\r\n" /* after a body that ends with a line's end */

struct relay {
	const struct mail_settings *settings;
	struct dialogue **servers; /* in the order of the settings */
	size_t count, at;          /* and the one that is used */
	size_t tried;              /* of them for the present mail */

	char from[PATH_SIZE], to[PATH_SIZE];
	struct buf content;
	struct envelope envelope;
	struct outcome outcome; /* of a folder */
};

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
	*needs_utf8 = *needs_utf8 || mailbox == MAILBOX_UTF8;
	snprintf(path, PATH_SIZE, "<%s>", ascii);
	return 0;
}

static int
add_servers(struct relay *relay, struct err *err)
{
	const struct mail_settings *settings = relay->settings;
	size_t i;

	relay->servers =
	    calloc(settings->backup_count + 1, sizeof(struct dialogue *));
	if (relay->servers == NULL)
		return err_memory(err);
	if (text_starts(settings->server, EML_SCHEME))
		return 0;
	for (i = 0; i < settings->backup_count + 1; i++) {
		if (dialogue_new(settings,
			i == 0 ? settings->server : settings->backups[i - 1],
			&relay->servers[i], err) == -1)
			return -1;
		relay->count++;
	}
	return 0;
}

int
relay_new(
    const struct mail_settings *settings, struct relay **out, struct err *err)
{
	struct relay *relay = calloc(1, sizeof(*relay));
	bool needs_utf8 = false;
	int rc = -1;

	if (relay == NULL)
		return err_memory(err);
	relay->settings = settings;
	buf_init(&relay->content, CONTENT_MAX);
	if (path_of(settings->from, relay->from, &needs_utf8, ERR_CONFIG,
		err) == -1 ||
	    add_servers(relay, err) == -1)
		goto out;
	*out = relay;
	relay = NULL;
	rc = 0;
out:
	relay_free(relay);
	return rc;
}

void
relay_free(struct relay *relay)
{
	size_t i;

	if (relay == NULL)
		return;
	for (i = 0; i < relay->count; i++)
		dialogue_free(relay->servers[i]);
	free(relay->servers);
	buf_free(&relay->content);
	free(relay);
}

static int
address(struct relay *relay, const struct mail *mail, const char *receiver,
    struct err *err)
{
	const char *from = mail->return_path != NULL ? mail->return_path
						     : relay->settings->from;
	char header[PATH_SIZE];
	bool needs_utf8 = false;

	/* In a rehearsal, too, the one in the header counts. */
	if (path_of(receiver, relay->to, &needs_utf8, ERR_DATA, err) == -1 ||
	    path_of(mail->to, header, &needs_utf8, ERR_DATA, err) == -1 ||
	    path_of(from, relay->from, &needs_utf8, ERR_DATA, err) == -1)
		return -1;
	relay->envelope = (struct envelope){.from = relay->from,
	    .to = relay->to,
	    .needs_utf8 = needs_utf8,
	    .content = relay->content.data,
	    .len = relay->content.len};
	return 0;
}

int
relay_begin(struct relay *relay, const struct mail *mail, const char *receiver,
    int64_t date, int64_t now, struct err *err)
{
	const struct mail_settings *settings = relay->settings;
	struct mime_sender sender = {.address = settings->from,
	    .name = settings->from_name,
	    .reply_to = settings->reply_to};

	buf_clear(&relay->content);
	if (mime_write(mail, &sender, date, &relay->content, err) == -1)
		return -1;
	if (relay->count == 0) {
		eml_deliver(settings->server + strlen(EML_SCHEME),
		    mail->message_id, relay->content.data, relay->content.len,
		    &relay->outcome);
		return 0;
	}
	buf_text(&relay->content, LAST_DOT);
	if (relay->content.failed)
		return err_memory(err);
	if (address(relay, mail, receiver, err) == -1)
		return -1;
	relay->tried = 1;
	dialogue_begin(relay->servers[relay->at], &relay->envelope, now);
	return 0;
}

bool
relay_step(struct relay *relay, bool readable, int64_t now)
{
	struct outcome outcome;

	if (relay->count == 0)
		return true;
	while (dialogue_step(relay->servers[relay->at], readable, now)) {
		dialogue_outcome(relay->servers[relay->at], &outcome);
		if (outcome.delivery != DELIVERY_DOWN ||
		    relay->tried == relay->count)
			return true;
		relay->at = (relay->at + 1) % relay->count;
		relay->tried++;
		dialogue_begin(
		    relay->servers[relay->at], &relay->envelope, now);
		readable = false;
	}
	return false;
}

unsigned int
relay_waits(struct relay *relay, struct curl_waitfd fds[DIALOGUE_FDS_MAX],
    int64_t now, int64_t *until)
{
	if (relay->count == 0)
		return 0;
	return dialogue_waits(relay->servers[relay->at], fds, now, until);
}

void
relay_outcome(const struct relay *relay, struct outcome *outcome)
{
	if (relay->count == 0)
		*outcome = relay->outcome;
	else
		dialogue_outcome(relay->servers[relay->at], outcome);
}
