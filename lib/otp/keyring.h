#ifndef OTP_KEYRING_H
#define OTP_KEYRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"

/*
 * The master keys of a file (see otp/keyfile.h), each with an id.  The first
 * key is the current one, under which all is closed; the others only open what
 * was closed under them.
 *
 * A keyring follows its file: keys that are put into it or taken out of it
 * while a process is at work are there, or gone, from the next keyring_follow
 * on.  Threads may share a keyring.
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
 * Reads the file again if it is not the one that was read last, which costs a
 * look at it.  Returns 0; or -1 with "err" when what is new cannot be read, and
 * then the keys are as they were, and it is told once.
 */
int keyring_follow(const struct keyring *ring, struct err *err);

/* The same for who asks thousands of times a second: looks now and then. */
#define KEYRING_TICKS 10 /* of clock_ticks */
int keyring_keep_up(const struct keyring *ring, struct err *err);

/*
 * The ids of the keys in the order of the file, the current one first.  They
 * stay as they are and live as long as the ring, whatever the file becomes.
 */
struct keyring_ids {
	size_t count; /* at least 1 */
	char id[KEYRING_MAX][KEYRING_ID_MAX + 1];
};
const struct keyring_ids *keyring_ids(const struct keyring *ring);

/* The first of them. */
const char *keyring_current(const struct keyring *ring);

bool keyring_has(const struct keyring *ring, const char *id);

/* Whether a text could be a key's id. */
bool keyring_valid_id(const char *id);

/*
 * The key for one purpose, derived (hash_derive) from the master key of that
 * id, or from the current one for NULL; an id that is not known yet is looked
 * for in the file once more.  The keyring remembers it for the next time.  Wipe
 * it after use.  Returns 0, or -1 with "err": ERR_CONFIG when there is no such
 * key, ERR_INTERNAL when the library refuses.
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
 * Whether "mac" begins as the "len" bytes that keyring_hmac gives under one of
 * the keys; all of them are tried, in constant time.
 */
bool keyring_knows(const struct keyring *ring, const char *purpose,
    const void *data, size_t datalen, const void *mac, size_t len);

/*
 * A public value by which a key is recognised, 16 hex digits: the store keeps
 * it to tell a wrong key from a damaged record.  Results as keyring_derive.
 */
#define KEYRING_CHECK_BYTES 8
#define KEYRING_CHECK_SIZE ENCODE_HEX_SIZE(KEYRING_CHECK_BYTES)
int keyring_check_value(const struct keyring *ring, const char *id,
    char out[KEYRING_CHECK_SIZE], struct err *err);

#endif
