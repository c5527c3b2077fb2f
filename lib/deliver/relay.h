#ifndef DELIVER_RELAY_H
#define DELIVER_RELAY_H

#include <stdbool.h>
#include <stdint.h>

#include <curl/curl.h>

#include "base/err.h"
#include "config/config.h"
#include "deliver/dialogue.h"
#include "model.h"

/*
 * What takes the campaign's mail, one mail at a time over one connection: the
 * first of the configuration's servers that answers, or a folder.  The settings
 * must outlive it.  Nothing waits; instants are clock_ticks().
 */
struct relay;

/*
 * Returns 0, or -1 with "err" (ERR_CONFIG when a server or the sender's address
 * is not one, ERR_INTERNAL without memory).  Free with relay_free.
 */
int relay_new(const struct mail_settings *settings, struct relay **relay,
    struct err *err);
void relay_free(struct relay *relay);

/*
 * Begins a mail; everything is copied.  It goes to "receiver", whatever its
 * header says, and "sender" is where it comes back to.  "date" is its Date.
 * Returns 0, or -1 with "err": ERR_DATA when it is one that cannot be sent,
 * ERR_INTERNAL without memory.
 */
int relay_begin(struct relay *relay, const struct mail *mail,
    const char *receiver, int64_t date, int64_t now, struct err *err);

/* As dialogue_step and dialogue_waits. */
bool relay_step(struct relay *relay, bool readable, int64_t now);
unsigned int relay_waits(struct relay *relay,
    struct curl_waitfd fds[DIALOGUE_FDS_MAX], int64_t now, int64_t *until);

/* What became of the mail that ended. */
void relay_outcome(const struct relay *relay, struct outcome *outcome);

#endif
