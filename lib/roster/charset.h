#ifndef ROSTER_CHARSET_H
#define ROSTER_CHARSET_H

#include <stddef.h>

#include "base/buf.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_WINDOWS_1252
};

/*
 * UTF-8 when every byte of the file fits (RFC 3629), else Windows-1252, in
 * which any bytes are a text.  Certain only for a whole file.
 */
enum charset charset_find(const char *data, size_t len);

/* "UTF-8", "Windows-1252". */
const char *charset_name(enum charset charset);

/* The most bytes of UTF-8 that one byte of Windows-1252 becomes. */
#define CHARSET_GROWTH 3

/*
 * Adds the UTF-8 of a text in Windows-1252 to "out".  The five bytes that have
 * no character (0x81, 0x8d, 0x8f, 0x90, 0x9d) become the control character of
 * that number, as in the WHATWG's encoding standard.
 */
void charset_to_utf8(const char *data, size_t len, struct buf *out);

#endif
