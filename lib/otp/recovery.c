#include <inttypes.h>
#include <stdio.h>

#include "otp/recovery.h"

#define PURPOSE "twofold recovery"

int
recovery_make(char out[RECOVERY_SIZE])
{
	uint8_t bytes[RECOVERY_LETTERS];

	if (hash_random(bytes, sizeof(bytes)) == -1)
		return -1;
	crockford_write(bytes, RECOVERY_LETTERS, out);
	hash_wipe(bytes, sizeof(bytes));
	return 0;
}

bool
recovery_normalise(const char *typed, char out[RECOVERY_LETTERS + 1])
{
	return crockford_read(typed, RECOVERY_LETTERS, out);
}

int
recovery_hash(const struct keyring *ring, const char *id,
    const char *normalised, int64_t person, uint8_t out[HASH_SIZE],
    struct err *err)
{
	char text[sizeof("-9223372036854775808:") + RECOVERY_LETTERS];
	int len, rc;

	len =
	    snprintf(text, sizeof(text), "%" PRId64 ":%s", person, normalised);
	if (len < (int)sizeof(text))
		rc = keyring_hmac(
		    ring, id, PURPOSE, text, (size_t)len, out, err);
	else
		rc = err_set(err, ERR_INTERNAL,
		    "a recovery code of person %" PRId64 " is too long",
		    person);
	hash_wipe(text, sizeof(text));
	return rc;
}
