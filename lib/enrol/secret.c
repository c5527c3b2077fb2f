#include <string.h>

#include "base/hash.h"
#include "enrol/secret.h"
#include "otp/seal.h"

#define PURPOSE "totp"

_Static_assert(SEAL_MAX <= CREDENTIAL_SEALED_MAX, "a sealed secret fits");

int
secret_make(const struct desk *desk, int64_t person, struct err *err)
{
	uint8_t key[TOTP_KEY_SIZE], sealed[SEAL_MAX];
	size_t len;
	int rc = -1;

	if (totp_secret(key) == -1) {
		err_set(err, ERR_INTERNAL, "no random bytes to be had");
		goto out;
	}
	if (seal_close(desk->keys, PURPOSE, person, key, sizeof(key), sealed,
		&len, err) == -1)
		goto out;
	rc = credential_put(desk->db, person, sealed, len, desk->now, err);
out:
	hash_wipe(key, sizeof(key));
	return rc;
}

int
secret_open(const struct desk *desk, int64_t person,
    const struct credential *credential, uint8_t key[TOTP_KEY_SIZE],
    struct err *err)
{
	uint8_t plain[SEAL_PLAIN_MAX];
	size_t len;
	int rc = -1;

	if (seal_open(desk->keys, PURPOSE, person, credential->sealed,
		credential->len, plain, &len, err) == -1)
		return -1;
	if (len == TOTP_KEY_SIZE) {
		memcpy(key, plain, TOTP_KEY_SIZE);
		rc = 0;
	} else {
		err_set(err, ERR_CONFIG,
		    "the secret of person %lld has a wrong length",
		    (long long)person);
	}
	hash_wipe(plain, sizeof(plain));
	return rc;
}

int
secret_reseal(const struct desk *desk, const struct credential_sealed *secret,
    uint8_t out[CREDENTIAL_SEALED_MAX], size_t *len, struct err *err)
{
	int64_t person = secret->place.person;
	uint8_t plain[SEAL_PLAIN_MAX];
	size_t plainlen;
	int rc = -1;

	if (seal_open(desk->keys, PURPOSE, person, secret->sealed, secret->len,
		plain, &plainlen, err) == 0)
		rc = seal_close(desk->keys, PURPOSE, person, plain, plainlen,
		    out, len, err);
	hash_wipe(plain, sizeof(plain));
	return rc;
}
