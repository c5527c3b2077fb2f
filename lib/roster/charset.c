#include <stdint.h>

#include "base/text.h"
#include "roster/charset.h"

/* What Windows-1252 has at 0x80 to 0x9f; elsewhere it is ISO 8859-1. */
static const uint16_t windows[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, /* 80 */
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f, /* 88 */
    0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, /* 90 */
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178, /* 98 */
};

enum charset
charset_find(const char *data, size_t len)
{
	return text_is_utf8(data, len) ? CHARSET_UTF8 : CHARSET_WINDOWS_1252;
}

const char *
charset_name(enum charset charset)
{
	return charset == CHARSET_UTF8 ? "UTF-8" : "Windows-1252";
}

static void
add_character(unsigned int c, struct buf *out)
{
	char bytes[CHARSET_GROWTH];
	size_t n = 0;

	if (c < 0x800) {
		bytes[n++] = (char)(0xc0 | c >> 6);
	} else {
		bytes[n++] = (char)(0xe0 | c >> 12);
		bytes[n++] = (char)(0x80 | (c >> 6 & 0x3f));
	}
	bytes[n++] = (char)(0x80 | (c & 0x3f));
	buf_add(out, bytes, n);
}

void
charset_to_utf8(const char *data, size_t len, struct buf *out)
{
	const unsigned char *s = (const unsigned char *)data;
	size_t i, start = 0;

	for (i = 0; i < len; i++) {
		if (s[i] < 0x80)
			continue;
		buf_add(out, data + start, i - start);
		add_character(s[i] < 0xa0 ? windows[s[i] - 0x80] : s[i], out);
		start = i + 1;
	}
	buf_add(out, data + start, len - start);
}
