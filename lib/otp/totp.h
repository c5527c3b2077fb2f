#ifndef OTP_TOTP_H
#define OTP_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Time-based one-time passwords (RFC 6238) over HMAC-SHA-1, as all password
 * managers and authenticators know them.  A step is the number of whole
 * TOTP_SECONDS since 1970.
 */
#define TOTP_SECONDS 30
#define TOTP_DIGITS 6
#define TOTP_KEY_SIZE 20 /* bytes; RFC 4226, section 4, R6 */
#define TOTP_KEY_MAX 64  /* bytes; HMAC gains nothing from more than a block */

/* Steps on either side in which a device's clock is taken to be off. */
#define TOTP_CLOCK_STEPS 20 /* 10 minutes */

enum totp_result {
	TOTP_ACCEPTED,
	TOTP_WRONG,
	TOTP_USED,  /* right, but this step or a later one had its code */
	TOTP_CLOCK, /* right at another moment: the device's clock is off */
	TOTP_FAILED /* no memory, or a key of 0 or over TOTP_KEY_MAX bytes */
};

/* Makes a random key.  Returns 0, or -1 when the system has no randomness. */
int totp_secret(uint8_t key[TOTP_KEY_SIZE]);

/* The code of one step.  Returns 0, or -1 as for TOTP_FAILED. */
int totp_code(const uint8_t *key, size_t keylen, uint64_t step,
    char code[TOTP_DIGITS + 1]);

/*
 * Looks for "typed" among the codes of the step at "now" (Unix seconds, not
 * negative) and of "window" steps on either side (RFC 6238, section 5.2).
 * "*step" is the last step accepted for this key, 0 for none; it becomes the
 * matching one when the result is TOTP_ACCEPTED.
 *
 * A code that is none of them is looked for among TOTP_CLOCK_STEPS on either
 * side.  It is refused all the same; with TOTP_CLOCK "*drift" says by how many
 * seconds the device is ahead, negative when it is behind.  It is 0 with every
 * other result.  TOTP_CLOCK counts as a wrong code wherever wrong codes are
 * counted, since it tells a guesser of a code that may become right.
 *
 * "typed" has been through totp_normalise; anything else is TOTP_WRONG.
 */
enum totp_result totp_check(const uint8_t *key, size_t keylen,
    const char *typed, int64_t now, unsigned int window, uint64_t *step,
    int64_t *drift);

/*
 * Copies a code as it was typed or pasted, without its blanks and dashes.
 * Returns false, with "out" empty, when what is left is not TOTP_DIGITS digits.
 */
bool totp_normalise(const char *typed, char out[TOTP_DIGITS + 1]);

#endif
