#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "otp/recovery.h"
#include "otp/typed.h"

#define PURPOSE "twofold recovery"
#define GROUP 4 /* letters between dashes */

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int
recovery_make(char out[RECOVERY_SIZE])
{
	uint8_t bytes[RECOVERY_LETTERS];
	size_t i, n = 0;

	if (hash_random(bytes, sizeof(bytes)) == -1)
		return -1;
	for (i = 0; i < RECOVERY_LETTERS; i++) {
		if (i > 0 && i % GROUP == 0)
			out[n++] = '-';
		out[n++] = alphabet[bytes[i] & 0x1f];
	}
	out[n] = '\0';
	hash_wipe(bytes, sizeof(bytes));
	return 0;
}

/* The letter that was meant, NUL when there is none. */
static char
meant(char typed)
{
	if (typed >= 'a' && typed <= 'z')
		typed = (char)(typed - 'a' + 'A');
	if (typed == 'O')
		return '0';
	if (typed == 'I' || typed == 'L')
		return '1';
	return strchr(alphabet, typed) != NULL ? typed : '\0';
}

bool
recovery_normalise(const char *typed, char out[RECOVERY_LETTERS + 1])
{
	size_t i;

	if (!typed_clean(typed, RECOVERY_LETTERS, out))
		return false;
	for (i = 0; i < RECOVERY_LETTERS; i++) {
		out[i] = meant(out[i]);
		if (out[i] == '\0') {
			hash_wipe(out, RECOVERY_LETTERS);
			return false;
		}
	}
	return true;
}

int
recovery_hash(const struct keyring *ring, const char *id,
    const char *normalised, int64_t person, uint8_t out[HASH_SIZE],
    struct err *err)
{
	char text[sizeof("-9223372036854775808:") + RECOVERY_LETTERS];
	uint8_t key[HASH_SIZE];
	int len, rc = -1;

	len =
	    snprintf(text, sizeof(text), "%" PRId64 ":%s", person, normalised);
	if (keyring_derive(ring, id, PURPOSE, key, err) == -1)
		goto out;
	if (len >= (int)sizeof(text) ||
	    hash_hmac(key, sizeof(key), text, (size_t)len, out) == -1) {
		err_set(err, ERR_INTERNAL,
		    "a recovery code of person %" PRId64 " cannot be hashed",
		    person);
		goto out;
	}
	rc = 0;
out:
	hash_wipe(key, sizeof(key));
	hash_wipe(text, sizeof(text));
	return rc;
}
