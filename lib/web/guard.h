#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include <stdbool.h>

#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"
#include "otp/keyring.h"
#include "web/request.h"

/* The token in a form that shows it to be from a page of ours. */
#define GUARD_SIZE ENCODE_BASE64URL_SIZE(HASH_SIZE)

/*
 * The token that goes with a session's cookie: HMAC-SHA-256 of it, under a key
 * of its own.  Returns 0, or -1 with "err".
 */
int guard_token(const struct keyring *keys, const char *cookie,
    char token[GUARD_SIZE], struct err *err);

/*
 * Whether "typed", NULL when absent, is that token, or was it under a key that
 * was the current one when the page was made.
 */
bool guard_fits(
    const struct keyring *keys, const char *cookie, const char *typed);

/*
 * Whether a POST may come from a page at "base_url".  Sec-Fetch-Site decides
 * where it is sent, else Origin, "null" apart (our Referrer-Policy makes
 * browsers say that); who sends neither is no browser.
 */
bool guard_origin(const struct request *request, const char *base_url);

#endif
