#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "enrol/link.h"

#define PURPOSE "twofold link"

static void
put(uint8_t *at, uint64_t number, size_t bytes)
{
	while (bytes-- > 0) {
		at[bytes] = (uint8_t)number;
		number >>= 8;
	}
}

static int64_t
get(const uint8_t *at, size_t bytes)
{
	uint64_t number = 0;

	while (bytes-- > 0)
		number = number << 8 | *at++;
	return (int64_t)number;
}

int
link_write(const struct keyring *keys, const struct link *link,
    char token[LINK_SIZE], struct err *err)
{
	uint8_t bytes[LINK_BODY + LINK_MAC], mac[HASH_SIZE];

	bytes[0] = (uint8_t)link->purpose;
	put(bytes + 1, (uint64_t)link->person, 8);
	put(bytes + 9, (uint64_t)link->generation, 4);
	put(bytes + 13, (uint64_t)link->expires_at, 8);
	if (keyring_hmac(keys, NULL, PURPOSE, bytes, LINK_BODY, mac, err) == -1)
		return -1;
	memcpy(bytes + LINK_BODY, mac, LINK_MAC);
	encode_base64url(bytes, sizeof(bytes), token);
	return 0;
}

int
link_read(const struct keyring *keys, const char *token, struct link *link)
{
	uint8_t bytes[LINK_BODY + LINK_MAC];

	if (decode_base64url(token, bytes, sizeof(bytes)) != sizeof(bytes))
		return -1;
	if (!keyring_knows(
		keys, PURPOSE, bytes, LINK_BODY, bytes + LINK_BODY, LINK_MAC))
		return -1;
	link->purpose = (enum link_purpose)bytes[0];
	link->person = get(bytes + 1, 8);
	link->generation = get(bytes + 9, 4);
	link->expires_at = get(bytes + 13, 8);
	return 0;
}
