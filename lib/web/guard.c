#include <string.h>

#include "base/text.h"
#include "web/guard.h"

#define PURPOSE "twofold csrf"

int
guard_token(const struct keyring *keys, const char *cookie,
    char token[GUARD_SIZE], struct err *err)
{
	uint8_t mac[HASH_SIZE];

	if (keyring_hmac(
		keys, NULL, PURPOSE, cookie, strlen(cookie), mac, err) == -1)
		return -1;
	encode_base64url(mac, sizeof(mac), token);
	hash_wipe(mac, sizeof(mac));
	return 0;
}

bool
guard_fits(const struct keyring *keys, const char *cookie, const char *typed)
{
	uint8_t mac[HASH_SIZE];

	return typed != NULL &&
	    decode_base64url(typed, mac, sizeof(mac)) == sizeof(mac) &&
	    keyring_knows(
		keys, PURPOSE, cookie, strlen(cookie), mac, sizeof(mac));
}

bool
guard_origin(const struct request *request, const char *base_url)
{
	const char *site = request_value(request, HEADER_SEC_FETCH_SITE);
	const char *origin = request_value(request, HEADER_ORIGIN);

	if (site[0] != '\0')
		return text_same(site, "same-origin") ||
		    text_same(site, "none");
	return origin[0] == '\0' || text_same(origin, "null") ||
	    text_same_nocase(origin, base_url);
}
