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

/* The MAC under one master key, cut to what a token carries. */
static int
authenticate(const struct keyring *keys, const char *id,
    const uint8_t body[LINK_BODY], uint8_t mac[LINK_MAC], struct err *err)
{
	uint8_t whole[HASH_SIZE];

	if (keyring_hmac(keys, id, PURPOSE, body, LINK_BODY, whole, err) == -1)
		return -1;
	memcpy(mac, whole, LINK_MAC);
	return 0;
}

int
link_write(const struct keyring *keys, const struct link *link,
    char token[LINK_SIZE], struct err *err)
{
	uint8_t bytes[LINK_BODY + LINK_MAC];

	bytes[0] = (uint8_t)link->purpose;
	put(bytes + 1, (uint64_t)link->person, 8);
	put(bytes + 9, (uint64_t)link->generation, 4);
	put(bytes + 13, (uint64_t)link->expires_at, 8);
	if (authenticate(keys, NULL, bytes, bytes + LINK_BODY, err) == -1)
		return -1;
	encode_base64url(bytes, sizeof(bytes), token);
	return 0;
}

int
link_read(const struct keyring *keys, const char *token, struct link *link)
{
	uint8_t bytes[LINK_BODY + LINK_MAC], mac[LINK_MAC];
	struct err ignored;
	size_t i;

	if (decode_base64url(token, bytes, sizeof(bytes)) != sizeof(bytes))
		return -1;
	for (i = 0; i < keyring_count(keys); i++) {
		if (authenticate(
			keys, keyring_id(keys, i), bytes, mac, &ignored) == -1)
			return -1;
		if (hash_same(mac, bytes + LINK_BODY, LINK_MAC))
			break;
	}
	if (i == keyring_count(keys))
		return -1;
	link->purpose = (enum link_purpose)bytes[0];
	link->person = get(bytes + 1, 8);
	link->generation = get(bytes + 9, 4);
	link->expires_at = get(bytes + 13, 8);
	return 0;
}
