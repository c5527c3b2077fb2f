#include <string.h>

#include "base/encode.h"

struct alphabet {
	const char *letters;
	unsigned int bits; /* that one letter stands for */
	unsigned int
	    group; /* letters that padding fills up to; 0: no padding */
};

static const struct alphabet hex = {"0123456789abcdef", 4, 0};
static const struct alphabet base32 = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 0};
static const struct alphabet base64 = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4};
static const struct alphabet base64url = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, 0};

static void
encode(const struct alphabet *a, const uint8_t *data, size_t len, char *out)
{
	unsigned int have = 0, mask = (1U << a->bits) - 1;
	uint32_t bits = 0;
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		bits = bits << 8 | data[i];
		have += 8;
		while (have >= a->bits) {
			have -= a->bits;
			out[n++] = a->letters[bits >> have & mask];
		}
	}
	if (have > 0)
		out[n++] = a->letters[bits << (a->bits - have) & mask];
	while (a->group != 0 && n % a->group != 0)
		out[n++] = '=';
	out[n] = '\0';
}

static int
decode(const struct alphabet *a, const char *text, uint8_t *out, size_t size)
{
	size_t len = strlen(text), n = 0, i;
	unsigned int have = 0;
	uint32_t bits = 0;
	const char *letter;

	if (a->group != 0) {
		if (len % a->group != 0)
			return -1;
		for (i = 0; i < 2 && len > 0 && text[len - 1] == '='; i++)
			len--;
	}
	for (i = 0; i < len; i++) {
		letter = strchr(a->letters, text[i]);
		if (letter == NULL)
			return -1;
		bits = bits << a->bits | (uint32_t)(letter - a->letters);
		have += a->bits;
		if (have < 8)
			continue;
		if (n == size)
			return -1;
		have -= 8;
		out[n++] = (uint8_t)(bits >> have);
	}
	/* A letter too many, or bits left over: not what encode() writes. */
	if (have >= a->bits || (bits & ((1U << have) - 1)) != 0)
		return -1;
	return (int)n;
}

void
encode_hex(const uint8_t *data, size_t len, char *out)
{
	encode(&hex, data, len, out);
}

void
encode_base64(const uint8_t *data, size_t len, char *out)
{
	encode(&base64, data, len, out);
}

void
encode_base64url(const uint8_t *data, size_t len, char *out)
{
	encode(&base64url, data, len, out);
}

void
encode_base32(const uint8_t *data, size_t len, char *out)
{
	encode(&base32, data, len, out);
}

int
decode_hex(const char *text, uint8_t *out, size_t size)
{
	return decode(&hex, text, out, size);
}

int
decode_base64(const char *text, uint8_t *out, size_t size)
{
	return decode(&base64, text, out, size);
}

int
decode_base64url(const char *text, uint8_t *out, size_t size)
{
	return decode(&base64url, text, out, size);
}

int
decode_base32(const char *text, uint8_t *out, size_t size)
{
	return decode(&base32, text, out, size);
}
