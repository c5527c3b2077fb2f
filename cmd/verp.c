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

int
verp_write(const struct keyring *keys, const char *bounces, int64_t message,
    struct buf *out, struct err *err)
{
	const char *at = strrchr(bounces, '@');
	char tag[ENCODE_HEX_SIZE(TAG_BYTES)], digits[DIGITS_MAX + 2];
	uint8_t mac[HASH_SIZE];

	snprintf(digits, sizeof(digits), "%" PRId64, message);
	if (keyring_hmac(
		keys, NULL, PURPOSE, digits, strlen(digits), mac, err) == -1)
		return -1;
	encode_hex(mac, TAG_BYTES, tag);
	buf_format(out, "%.*s+%" PRId64 "-%s%s", (int)(at - bounces), bounces,
	    message, tag, at);
	return out->failed ? err_memory(err) : 0;
}

/* Whether "text" begins with an id, "-" and the tag that goes with it. */
static int64_t
read_id(const struct keyring *keys, const char *text)
{
	char digits[DIGITS_MAX + 1], letters[ENCODE_HEX_SIZE(TAG_BYTES)];
	size_t len = strspn(text, "0123456789");
	uint8_t tag[TAG_BYTES];
	int64_t id;

	if (len == 0 || len > DIGITS_MAX || text[len] != '-')
		return 0;
	memcpy(digits, text, len);
	digits[len] = '\0';
	if (text_number(digits, 1, INT64_MAX, &id) == -1)
		return 0;
	snprintf(letters, sizeof(letters), "%s", text + len + 1);
	if (decode_hex(letters, tag, sizeof(tag)) == TAG_BYTES &&
	    keyring_knows(keys, PURPOSE, digits, len, tag, sizeof(tag)))
		return id;
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
