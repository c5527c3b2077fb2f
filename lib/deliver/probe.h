#ifndef DELIVER_PROBE_H
#define DELIVER_PROBE_H

#include "base/err.h"
#include "config/config.h"
#include "model.h"

/*
 * Whether a server can be reached: opens a connection, as far as TLS and the
 * log-in, and closes it.  Nothing is sent.  "outcome" becomes DELIVERY_SENT, or
 * says what is wrong.  Returns 0, or -1 with "err" as relay_new and
 * endpoint_new.
 */
int probe_mail(const struct mail_settings *settings, const char *server,
    struct outcome *outcome, struct err *err);
int probe_webhook(const struct webhook_settings *settings,
    struct outcome *outcome, struct err *err);

#endif
