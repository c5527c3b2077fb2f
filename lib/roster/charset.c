#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "roster/charset.h"

#define PIECE 4096 /* bytes converted at a time */

static const struct {
	const char *name, *iconv_name;
	const char *mark;
	size_t mark_len;
	size_t unit; /* bytes to pass over when they are no character */
} charsets[] = {
    [CHARSET_UTF8] = {"UTF-8", "UTF-8", "\xef\xbb\xbf", 3, 1},
    [CHARSET_WINDOWS_1252] = {"Windows-1252", "CP1252", "", 0, 1},
    [CHARSET_UTF16LE] = {"UTF-16", "UTF-16LE", "\xff\xfe", 2, 2},
    [CHARSET_UTF16BE] = {"UTF-16", "UTF-16BE", "\xfe\xff", 2, 2},
};
#define CHARSETS (sizeof(charsets) / sizeof(charsets[0]))

struct charset_converter {
	iconv_t iconv;
	size_t unit;
	const char *lost; /* stands for what is no character */
};

const char *
charset_name(enum charset charset)
{
	return charsets[charset].name;
}

size_t
charset_mark(const char *data, size_t len, enum charset *charset)
{
	size_t i, n;

	for (i = 0; i < CHARSETS; i++) {
		n = charsets[i].mark_len;
		if (n > 0 && len >= n &&
		    memcmp(data, charsets[i].mark, n) == 0) {
			*charset = (enum charset)i;
			return n;
		}
	}
	return 0;
}

const char *
charset_mark_of(enum charset charset)
{
	return charsets[charset].mark;
}

struct charset_converter *
charset_open(
    enum charset charset, enum charset_direction direction, struct err *err)
{
	struct charset_converter *converter = calloc(1, sizeof(*converter));
	const char *name = charsets[charset].iconv_name;
	bool reads = direction == CHARSET_TO_UTF8;

	if (converter == NULL) {
		err_memory(err);
		return NULL;
	}
	converter->unit = reads ? charsets[charset].unit : 1;
	converter->lost = reads ? "\xef\xbf\xbd" : "?";
	converter->iconv =
	    iconv_open(reads ? "UTF-8" : name, reads ? name : "UTF-8");
	if (converter->iconv == (iconv_t)-1) {
		err_set(err, ERR_INTERNAL,
		    "the C library cannot convert %s: %s", name,
		    strerror(errno));
		free(converter);
		return NULL;
	}
	return converter;
}

void
charset_close(struct charset_converter *converter)
{
	if (converter == NULL)
		return;
	iconv_close(converter->iconv);
	free(converter);
}

/* Passes over what is no character; in UTF-8, with all of its bytes. */
static void
pass_over(const struct charset_converter *converter, char **data, size_t *left)
{
	size_t n = converter->unit < *left ? converter->unit : *left;

	while (converter->lost[0] == '?' && n < *left &&
	    ((unsigned char)(*data)[n] & 0xc0) == 0x80)
		n++;
	*data += n;
	*left -= n;
}

size_t
charset_convert(struct charset_converter *converter, const char *data,
    size_t len, bool last, struct buf *out)
{
	char piece[PIECE], *from = (char *)(uintptr_t)data, *to;
	size_t left = len, room;

	while (left > 0) {
		to = piece;
		room = sizeof(piece);
		errno = 0;
		iconv(converter->iconv, &from, &left, &to, &room);
		buf_add(out, piece, sizeof(piece) - room);
		if (errno == EINVAL && !last)
			break;
		if (errno == EILSEQ || errno == EINVAL) {
			buf_text(out, converter->lost);
			pass_over(converter, &from, &left);
		}
	}
	return len - left;
}
