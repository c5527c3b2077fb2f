#ifndef DELIVER_CONNECTION_H
#define DELIVER_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <curl/curl.h>

#include "base/err.h"
#include "config/config.h"
#include "deliver/smtp.h"
#include "deliver/wire.h"

#define CONNECTION_FDS_MAX 4 /* descriptors that one waits for, at most */
#define CONNECTION_LINE_MAX                                                    \
	2048 /* bytes of an answer's line; RFC 5321 allows 512                 \
	      */

/*
 * A connection to a mail server.  libcurl makes it, as far as TLS and the
 * log-in; from there on bytes go out and lines come in.  Nothing here waits.
 */
struct connection {
	const struct mail_settings *settings;
	struct wire wire;
	CURLM *multi; /* of this one connection, which stays in it */
	enum {
		CONNECTION_CLOSED,
		CONNECTION_OPENING,
		CONNECTION_OPEN
	} state;
	curl_socket_t socket;
	bool readable; /* there may be something to take in */
	char in[CONNECTION_LINE_MAX];
	size_t in_len;
	struct smtp *smtp; /* hears every line that the server says */
};

/*
 * To one server of the settings, which must outlive it, as must "smtp".
 * Returns 0, or -1 with "err" (ERR_CONFIG when "server" is none, ERR_INTERNAL
 * without memory).  End with connection_end, also after -1.
 */
int connection_begin(struct connection *c, const struct mail_settings *settings,
    const char *server, struct smtp *smtp, struct err *err);
void connection_end(struct connection *c);

/* Begins to open it; it must be closed. */
void connection_open(struct connection *c);

/*
 * Goes on with the opening: CURLE_AGAIN when it takes longer, CURLE_OK when it
 * is open, or why it cannot be opened; close it then.
 */
CURLcode connection_go_on(struct connection *c);

/* Closes it at once, without a word.  One that is closed stays so. */
void connection_close(struct connection *c);

/* Says goodbye on one that is open, and does not wait for the answer. */
void connection_part(struct connection *c);

/*
 * Sends "*left" bytes of "*data", and moves both on by what was sent.  Returns
 * CURLE_OK when nothing is left, CURLE_AGAIN when the rest has to wait.
 */
CURLcode connection_send(struct connection *c, const char **data, size_t *left);

/*
 * Takes in what has come.  Afterwards "readable" says whether there may be
 * more.  Returns CURLE_OK, also when nothing came, or why there will be no
 * more.
 */
CURLcode connection_receive(struct connection *c);

/*
 * Writes what it waits for to "fds"; returns how many.  "writes" is whether
 * something is left to send.  Lowers "*until" to the instant at which libcurl
 * wants to go on in any case.
 */
unsigned int connection_waits(struct connection *c, bool writes,
    struct curl_waitfd fds[CONNECTION_FDS_MAX], int64_t now, int64_t *until);

#endif
