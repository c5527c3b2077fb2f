#include <string.h>

#include "web/consent.h"

#define PURPOSE "twofold offer"
#define BOUND_SIZE (LINK_SIZE + OFFER_SUM_SIZE) /* bytes under a seal */

static void
bind(const char cookie[LINK_SIZE], const char sum[OFFER_SUM_SIZE],
    char bound[BOUND_SIZE])
{
	memset(bound, 0, BOUND_SIZE);
	memcpy(bound, cookie, strlen(cookie));
	memcpy(bound + LINK_SIZE, sum, OFFER_SUM_SIZE);
}

int
consent_ask(const struct keyring *keys, const char cookie[LINK_SIZE],
    const char sum[OFFER_SUM_SIZE], char seal[CONSENT_SIZE], struct err *err)
{
	char bound[BOUND_SIZE];
	uint8_t mac[HASH_SIZE];
	int rc;

	bind(cookie, sum, bound);
	rc = keyring_hmac(keys, NULL, PURPOSE, bound, sizeof(bound), mac, err);
	if (rc == 0)
		encode_base64url(mac, sizeof(mac), seal);
	hash_wipe(bound, sizeof(bound));
	return rc;
}

bool
consent_given(const struct keyring *keys, const char cookie[LINK_SIZE],
    const char sum[OFFER_SUM_SIZE], const char *seal)
{
	char bound[BOUND_SIZE];
	uint8_t mac[HASH_SIZE];
	bool given;

	bind(cookie, sum, bound);
	given = seal != NULL &&
	    decode_base64url(seal, mac, sizeof(mac)) == sizeof(mac) &&
	    keyring_knows(
		keys, PURPOSE, bound, sizeof(bound), mac, sizeof(mac));
	hash_wipe(bound, sizeof(bound));
	return given;
}
