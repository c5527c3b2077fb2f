#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "verp.h"

#define PURPOSE "twofold bounce"
#define TAG_BYTES 6   /* a guess is right once in 2^48 */
#define DIGITS_MAX 19 /* of an id */

static int
tag_of(const struct keyring *keys, const char *key_id, int64_t message,
    char tag[ENCODE_HEX_SIZE(TAG_BYTES)], struct err *err)
{
	uint8_t mac[HASH_SIZE];
	char text[DIGITS_MAX + 2];

	snprintf(text, sizeof(text), "%" PRId64, message);
	if (keyring_hmac(keys, key_id, PURPOSE, text, strlen(text), mac, err) ==
	    -1)
		return -1;
	encode_hex(mac, TAG_BYTES, tag);
	return 0;
}

int
verp_write(const struct keyring *keys, const char *bounces, int64_t message,
    struct buf *out, struct err *err)
{
	const char *at = strrchr(bounces, '@');
	char tag[ENCODE_HEX_SIZE(TAG_BYTES)];

	if (tag_of(keys, NULL, message, tag, err) == -1)
		return -1;
	buf_format(out, "%.*s+%" PRId64 "-%s%s", (int)(at - bounces), bounces,
	    message, tag, at);
	return out->failed ? err_memory(err) : 0;
}

/* Whether "text" begins with an id, "-" and the tag that goes with it. */
static int64_t
read_id(const struct keyring *keys, const char *text)
{
	char digits[DIGITS_MAX + 1], tag[ENCODE_HEX_SIZE(TAG_BYTES)];
	size_t len = strspn(text, "0123456789"), i;
	struct err err;
	int64_t id;

	if (len == 0 || len > DIGITS_MAX || text[len] != '-')
		return 0;
	memcpy(digits, text, len);
	digits[len] = '\0';
	if (text_number(digits, 1, INT64_MAX, &id) == -1)
		return 0;
	for (i = 0; i < keyring_count(keys); i++) {
		if (tag_of(keys, keyring_id(keys, i), id, tag, &err) == 0 &&
		    strlen(text + len + 1) >= strlen(tag) &&
		    hash_same(text + len + 1, tag, strlen(tag)))
			return id;
	}
	return 0;
}

int64_t
verp_find(const struct keyring *keys, const char *bounces, const char *text)
{
	size_t len = strcspn(bounces, "@");
	const char *at = text;
	int64_t id;

	while ((at = strchr(at, '+')) != NULL) {
		if ((size_t)(at - text) >= len &&
		    strncmp(at - len, bounces, len) == 0) {
			id = read_id(keys, at + 1);
			if (id != 0)
				return id;
		}
		at++;
	}
	return 0;
}
