#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* The eighth bit of each of eight bytes: none is set in ASCII. */
#define NOT_ASCII UINT64_C(0x8080808080808080)

static const struct {
	unsigned char low, high;   /* first byte */
	unsigned char low2, high2; /* second byte */
	size_t len;
} forms[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2},
    {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3},
    {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4},
    {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static const struct {
	const char *lead;        /* the bytes before the last */
	unsigned char low, high; /* the last byte */
} hidden[] = {
    {"\xc2", 0x80, 0x9f},     /* U+0080 to U+009F */
    {"\xe2\x80", 0x8b, 0x8b}, /* U+200B */
    {"\xe2\x80", 0x8e, 0x8f}, /* U+200E, U+200F */
    {"\xe2\x80", 0xa8, 0xae}, /* U+2028 to U+202E */
    {"\xe2\x81", 0xa0, 0xa0}, /* U+2060 */
    {"\xe2\x81", 0xa6, 0xa9}, /* U+2066 to U+2069 */
    {"\xef\xbb", 0xbf, 0xbf}, /* U+FEFF */
};

/* The length of the character at "s", which is not ASCII; 0 for none. */
static size_t
wide(const unsigned char *s, size_t len)
{
	size_t i, k;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (s[0] < forms[i].low || s[0] > forms[i].high)
			continue;
		if (forms[i].len > len || s[1] < forms[i].low2 ||
		    s[1] > forms[i].high2)
			return 0;
		for (k = 2; k < forms[i].len; k++) {
			if ((s[k] & 0xc0) != 0x80)
				return 0;
		}
		return forms[i].len;
	}
	return 0;
}

size_t
utf8_length(const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *)text;

	if (len == 0)
		return 0;
	return s[0] < 0x80 ? 1 : wide(s, len);
}

size_t
utf8_span(const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t at = 0, step;
	uint64_t eight;

	while (at < len) {
		if (len - at >= sizeof(eight)) {
			memcpy(&eight, s + at, sizeof(eight));
			if ((eight & NOT_ASCII) == 0) {
				at += sizeof(eight);
				continue;
			}
		}
		step = utf8_length(text + at, len - at);
		if (step == 0)
			break;
		at += step;
	}
	return at;
}

size_t
utf8_hidden(const char *text)
{
	size_t i, n;

	if ((unsigned char)text[0] < 0xc2)
		return 0;
	for (i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		n = strlen(hidden[i].lead);
		if (strncmp(text, hidden[i].lead, n) == 0 &&
		    (unsigned char)text[n] >= hidden[i].low &&
		    (unsigned char)text[n] <= hidden[i].high)
			return n + 1;
	}
	return 0;
}

unsigned int
utf8_code(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	unsigned int code;

	if (s[0] < 0x80)
		return s[0];
	code = s[0] < 0xe0 ? s[0] & 0x1fU
	    : s[0] < 0xf0  ? s[0] & 0x0fU
			   : s[0] & 0x07U;
	for (s++; (*s & 0xc0) == 0x80; s++)
		code = code << 6 | (*s & 0x3fU);
	return code;
}
