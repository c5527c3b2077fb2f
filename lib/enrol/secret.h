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

#endif
