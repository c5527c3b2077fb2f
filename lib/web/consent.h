#ifndef WEB_CONSENT_H
#define WEB_CONSENT_H

#include <stdbool.h>

#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"
#include "enrol/link.h"
#include "otp/keyring.h"
#include "store/offer.h"

/*
 * Binds what a list would do, as it was shown, to the session that it was shown
 * to; so "yes" means that and nothing else.
 */
#define CONSENT_SIZE ENCODE_BASE64URL_SIZE(HASH_SIZE)

/* What the form carries.  Returns 0, or -1 with "err". */
int consent_ask(const struct keyring *keys, const char cookie[LINK_SIZE],
    const char sum[OFFER_SUM_SIZE], char seal[CONSENT_SIZE], struct err *err);

/* Whether what came back, NULL when absent, is that. */
bool consent_given(const struct keyring *keys, const char cookie[LINK_SIZE],
    const char sum[OFFER_SUM_SIZE], const char *seal);

#endif
