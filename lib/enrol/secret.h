#ifndef ENROL_SECRET_H
#define ENROL_SECRET_H

#include "enrol/desk.h"
#include "otp/totp.h"
#include "store/credential.h"

/*
 * A person's TOTP key between its two homes: sealed in the store, bare for the
 * moment of its use.
 */

/*
 * Makes a random key and stores it as one that waits for its first code.
 * Returns 0 or -1.
 */
int secret_make(const struct desk *desk, int64_t person, struct err *err);

/* The key of a stored credential.  Wipe it after use.  Returns 0 or -1. */
int secret_open(const struct desk *desk, int64_t person,
    const struct credential *credential, uint8_t key[TOTP_KEY_SIZE],
    struct err *err);

/*
 * A stored secret, whichever it is, sealed under the current key; no longer
 * than SEAL_MAX.  Returns 0, or -1 with "err": ERR_CONFIG when it does not
 * open.
 */
int secret_reseal(const struct desk *desk,
    const struct credential_sealed *secret, uint8_t out[CREDENTIAL_SEALED_MAX],
    size_t *len, struct err *err);

#endif
