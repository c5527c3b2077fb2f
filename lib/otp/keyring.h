#ifndef OTP_KEYRING_H
#define OTP_KEYRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"

/*
 * The master keys, each with an id.  The file has a line "ID BASE64" for each,
 * where the base64 is of KEYRING_KEY_SIZE bytes; blank lines and lines that
 * begin with # are passed over.  The first key is the current one; the others
 * only open what was closed under them.
 *
 * A keyring's keys do not change after it was loaded, and threads may share it.
 */
struct keyring;

#define KEYRING_MAX 16      /* keys: years of rotations */
#define KEYRING_ID_MAX 16   /* characters, of a-z, 0-9 and - */
#define KEYRING_KEY_SIZE 32 /* bytes */

/*
 * Reads a key file.  Returns 0 and the keyring, to free with keyring_free; or
 * -1 with "err" (ERR_CONFIG) naming the file, and the line where there is one.
 * No part of a line stands in the sentence: it might be a key.
 */
int keyring_load(const char *path, struct keyring **out, struct err *err);

/* Wipes the keys first. */
void keyring_free(struct keyring *ring);

/*
 * Makes a key file, mode 0600, with one random key.  Returns 0, or -1 with
 * "err" when it cannot, or when the file exists.
 */
int keyring_create(const char *path, struct err *err);

size_t keyring_count(const struct keyring *ring);

/* The id of a key, from 0 in the order of the file; it lives with the ring. */
const char *keyring_id(const struct keyring *ring, size_t i);
const char *keyring_current(const struct keyring *ring);

/* Whether a text could be a key's id. */
bool keyring_valid_id(const char *id);

/*
 * The key for one purpose, derived (hash_derive) from the master key of that
 * id, or from the current one for NULL.  The keyring remembers it for the next
 * time.  Wipe it after use.  Returns 0, or -1 with "err": ERR_CONFIG when there
 * is no such key, ERR_INTERNAL when the library refuses.
 */
int keyring_derive(const struct keyring *ring, const char *id,
    const char *purpose, uint8_t out[HASH_SIZE], struct err *err);

/*
 * The HMAC-SHA-256 of "data" under the key that keyring_derive gives for one
 * purpose; with the same results.
 */
int keyring_hmac(const struct keyring *ring, const char *id,
    const char *purpose, const void *data, size_t len, uint8_t out[HASH_SIZE],
    struct err *err);

/*
 * A public value by which a key is recognised, 16 hex digits: the store keeps
 * it to tell a wrong key from a damaged record.  Results as keyring_derive.
 */
#define KEYRING_CHECK_BYTES 8
#define KEYRING_CHECK_SIZE ENCODE_HEX_SIZE(KEYRING_CHECK_BYTES)
int keyring_check_value(const struct keyring *ring, const char *id,
    char out[KEYRING_CHECK_SIZE], struct err *err);

#endif
