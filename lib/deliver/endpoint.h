#ifndef DELIVER_ENDPOINT_H
#define DELIVER_ENDPOINT_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "model.h"

/*
 * The host app's webhook, over one connection.  An endpoint belongs to one
 * thread at a time; the settings must outlive it.
 *
 * It goes to public addresses by https only; with allow_loopback also to this
 * machine, there by http as well.  Every address that a name resolves to is
 * looked at before the connection is made.
 */
struct endpoint;

/*
 * Returns 0, or -1 with "err" (ERR_CONFIG when the URL or the secret is none,
 * ERR_INTERNAL without memory).  "stop" as in wire_open.  Free with
 * endpoint_free.
 */
int endpoint_new(const struct webhook_settings *settings,
    const atomic_bool *stop, struct endpoint **endpoint, struct err *err);
void endpoint_free(struct endpoint *endpoint);

/*
 * Makes a call ready; everything is copied.  "now" is its webhook-timestamp.
 * Returns 0, or -1 with "err": ERR_DATA when its id has no place in a header,
 * ERR_INTERNAL without memory.
 */
int endpoint_begin(struct endpoint *endpoint, const struct webhook *webhook,
    int64_t now, struct err *err);

/* Makes the call and waits for what becomes of it. */
void endpoint_perform(struct endpoint *endpoint, struct outcome *outcome);

#endif
