#ifndef DELIVER_ENDPOINT_H
#define DELIVER_ENDPOINT_H

#include <stdint.h>

#include <curl/curl.h>

#include "base/err.h"
#include "config/config.h"
#include "model.h"

/*
 * A place from which the host app's webhook is called, one call at a time.  The
 * settings must outlive it.
 *
 * It goes to public addresses by https only; with allow_loopback also to this
 * machine, there by http as well.  Every address that a name resolves to is
 * looked at before the connection is made.
 */
struct endpoint;

/*
 * The transfers run in "multi", which must outlive it and keeps as many
 * connections as there are endpoints.  Returns 0, or -1 with "err" (ERR_CONFIG
 * when the URL or the secret is none, ERR_INTERNAL without memory).  Free with
 * endpoint_free, which breaks off what runs.
 */
int endpoint_new(const struct webhook_settings *settings, CURLM *multi,
    struct endpoint **endpoint, struct err *err);
void endpoint_free(struct endpoint *endpoint);

/*
 * Begins a call; everything is copied.  "now" is its webhook-timestamp, in Unix
 * seconds.  Its handle, CURLINFO_PRIVATE of which is the endpoint, is then in
 * the multi handle.  Returns 0, or -1 with "err": ERR_DATA when its id has no
 * place in a header, ERR_INTERNAL without memory.
 */
int endpoint_begin(struct endpoint *endpoint, const struct webhook *webhook,
    int64_t now, struct err *err);

/* The same without a call: opens a connection, and no more. */
int endpoint_connect(struct endpoint *endpoint, struct err *err);

/* Takes a call that ended with "code" out of the multi handle and judges it. */
void endpoint_end(
    struct endpoint *endpoint, CURLcode code, struct outcome *outcome);

#endif
