#ifndef DELIVER_DIALOGUE_H
#define DELIVER_DIALOGUE_H

#include <stdbool.h>
#include <stdint.h>

#include <curl/curl.h>

#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "deliver/connection.h"
#include "model.h"

#define DIALOGUE_FDS_MAX CONNECTION_FDS_MAX

/*
 * What is said on one connection to a mail server, which is opened for the
 * first mail and kept for the next.  The dialogue is ours, because libcurl's
 * own waits for the answer to the end of a mail with everything else standing
 * still.
 *
 * Nothing here waits.  Instants are clock_ticks().
 */
struct dialogue;

/* A mail as this connection sees it.  All of it must outlive the transfer. */
struct envelope {
	const char *from; /* in angle brackets, as is "to" */
	const char *to;
	bool needs_utf8;     /* only a server with SMTPUTF8 can take it */
	const char *content; /* with CR LF, no line that begins with a dot, and
				the last dot at its end */
	size_t len;
};

/*
 * To one server of the settings, which must outlive it.  Returns 0, or -1 with
 * "err" (ERR_CONFIG when "server" is none, ERR_INTERNAL without memory).  Free
 * with dialogue_free, which bids the server farewell.
 */
int dialogue_new(const struct mail_settings *settings, const char *server,
    struct dialogue **dialogue, struct err *err);
void dialogue_free(struct dialogue *dialogue);

/* Begins a mail; there must be none on its way. */
void dialogue_begin(
    struct dialogue *dialogue, const struct envelope *envelope, int64_t now);

/* Begins no mail, but opens the connection as if there were one. */
void dialogue_connect(struct dialogue *dialogue, int64_t now);

/*
 * Goes on as far as it can; true when the mail, or the connecting, has ended.
 * Called once after it began, and then whenever dialogue_waits says so;
 * "readable" is whether a descriptor can be read.
 */
bool dialogue_step(struct dialogue *dialogue, bool readable, int64_t now);

/*
 * Writes what the mail waits for to "fds"; returns how many, at most
 * DIALOGUE_FDS_MAX.  Lowers "*until" to the instant at which it is to go on in
 * any case.
 */
unsigned int dialogue_waits(struct dialogue *dialogue,
    struct curl_waitfd fds[DIALOGUE_FDS_MAX], int64_t now, int64_t *until);

/* What became of the last mail, or DELIVERY_SENT of a connection that opened.
 */
void dialogue_outcome(const struct dialogue *dialogue, struct outcome *outcome);

#endif
