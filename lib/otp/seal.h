#ifndef OTP_SEAL_H
#define OTP_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "otp/keyring.h"

/*
 * Closes secrets for the store with AES-256-GCM (NIST SP 800-38D), so that one
 * opens only with its key, for its person and for its purpose.  A record is
 *
 *	version (1 byte, 1)
 *	length of the key's id (1 byte) and the id
 *	nonce (12 random bytes)
 *	ciphertext, as long as the plain text
 *	tag (16 bytes)
 *
 * and its associated data are version and id as above, the length of the
 * purpose (1 byte) and the purpose, and the person (8 bytes, big-endian).
 */
#define SEAL_NONCE_SIZE 12  /* bytes */
#define SEAL_TAG_SIZE 16    /* bytes */
#define SEAL_PLAIN_MAX 64   /* bytes; the longest key of a TOTP */
#define SEAL_PURPOSE_MAX 32 /* bytes */
#define SEAL_MAX                                                               \
	(2 + KEYRING_ID_MAX + SEAL_NONCE_SIZE + SEAL_PLAIN_MAX + SEAL_TAG_SIZE)

/*
 * Seals "len" bytes under the current key; "*outlen" is the record's length.
 * Returns 0, or -1 with "err" (ERR_INTERNAL: too long, no randomness or
 * memory).
 */
int seal_close(const struct keyring *ring, const char *purpose, int64_t person,
    const uint8_t *plain, size_t len, uint8_t out[SEAL_MAX], size_t *outlen,
    struct err *err);

/*
 * Opens a record; "*len" is the length of the plain text, which the caller
 * wipes after use.  Returns 0, or -1 with "plain" wiped and "err": ERR_CONFIG
 * when the keyring does not have the record's key (the sentence names it), when
 * the bytes are no record, or when it does not open because it was changed or
 * was closed for another person or purpose; ERR_INTERNAL without memory.
 */
int seal_open(const struct keyring *ring, const char *purpose, int64_t person,
    const uint8_t *record, size_t recordlen, uint8_t plain[SEAL_PLAIN_MAX],
    size_t *len, struct err *err);

/*
 * The id of the key under which a record was closed, whether the keyring has
 * it or not.  Returns 0, or -1 when the bytes are no record.
 */
int seal_key(
    const uint8_t *record, size_t recordlen, char id[KEYRING_ID_MAX + 1]);

#endif
