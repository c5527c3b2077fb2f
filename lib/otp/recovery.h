#ifndef OTP_RECOVERY_H
#define OTP_RECOVERY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "otp/crockford.h"
#include "otp/keyring.h"

/*
 * Codes on paper for who has lost the key: 80 random bits, shown as
 * XXXX-XXXX-XXXX-XXXX (otp/crockford.h), stored as a hash, good for once.
 */
#define RECOVERY_CODES 8    /* that a person gets */
#define RECOVERY_LETTERS 16 /* without dashes */
#define RECOVERY_SIZE CROCKFORD_SIZE(RECOVERY_LETTERS)

/*
 * Makes a code as it is shown.  Wipe it after use.  Returns 0, or -1 when the
 * system has no randomness.
 */
int recovery_make(char out[RECOVERY_SIZE]);

/*
 * Copies what was typed as recovery_hash wants it: without blanks and dashes,
 * in capitals, O read as 0, I and L as 1.  Returns false, with "out" empty,
 * when it cannot be a code.
 */
bool recovery_normalise(const char *typed, char out[RECOVERY_LETTERS + 1]);

/*
 * What is stored of a code, which recovery_normalise has made of its text, for
 * one person: HMAC-SHA-256 under the master key of that id (NULL: the current
 * one).  A hash holds no key id: store it beside.  Compare with hash_same.
 * Results as keyring_derive.
 */
int recovery_hash(const struct keyring *ring, const char *id,
    const char *normalised, int64_t person, uint8_t out[HASH_SIZE],
    struct err *err);

#endif
