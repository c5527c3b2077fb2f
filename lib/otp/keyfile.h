#ifndef OTP_KEYFILE_H
#define OTP_KEYFILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "otp/keyring.h"

/*
 * The file with the master keys: a line "ID BASE64" for each, where the base64
 * is of KEYRING_KEY_SIZE bytes; blank lines and lines that begin with # are
 * passed over.  The first key is the current one.
 */
struct keyfile_key {
	char id[KEYRING_ID_MAX + 1];
	uint8_t bytes[KEYRING_KEY_SIZE];
};

struct keyfile {
	struct keyfile_key keys[KEYRING_MAX]; /* in the order of the file */
	size_t count;
};

/*
 * Reads a key file.  Wipe "file" after use.  Returns 0; or -1 with "err"
 * (ERR_CONFIG) naming the file, and the line where there is one.  No part of a
 * line stands in the sentence: it might be a key.
 */
int keyfile_read(const char *path, struct keyfile *file, struct err *err);

/*
 * Makes a key file, mode 0600, with one random key.  Returns 0, or -1 with
 * "err" when it cannot, or when the file exists.
 */
int keyfile_create(const char *path, struct err *err);

/*
 * Puts a new random key before the others, as the current one, and gives its
 * id, which no key of the file had.  A reader sees the file as it was or as it
 * is, comments and all, with the same owner; after a return of 0 it is on the
 * disk.  Returns 0, or -1 with "err".
 */
int keyfile_add(const char *path, char id[KEYRING_ID_MAX + 1], struct err *err);

/*
 * Takes a key out, the same way; never the current one.  Returns 0, or -1 with
 * "err".
 */
int keyfile_remove(const char *path, const char *id, struct err *err);

#endif
