#ifndef DELIVER_RELAY_H
#define DELIVER_RELAY_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "model.h"

/*
 * The mail server that takes the campaign's mail, over one connection.  A relay
 * belongs to one thread at a time; the settings must outlive it.
 */
struct relay;

/*
 * Returns 0, or -1 with "err" (ERR_CONFIG when the server or the sender's
 * address is not one, ERR_INTERNAL without memory).  "stop" as in wire_open.
 * Free with relay_free.
 */
int relay_new(const struct mail_settings *settings, const atomic_bool *stop,
    struct relay **relay, struct err *err);
void relay_free(struct relay *relay);

/*
 * Makes a mail ready; everything is copied.  It goes to "receiver", whatever
 * its header says.  "now" is its date.  Returns 0, or -1 with "err": ERR_DATA
 * when it is one that cannot be sent, ERR_INTERNAL without memory.
 */
int relay_begin(struct relay *relay, const struct mail *mail,
    const char *receiver, int64_t now, struct err *err);

/* Sends the mail that was made ready and waits for what becomes of it. */
void relay_perform(struct relay *relay, struct outcome *outcome);

#endif
