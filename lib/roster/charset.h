#ifndef ROSTER_CHARSET_H
#define ROSTER_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_WINDOWS_1252,
	CHARSET_UTF16LE, /* "Unicode text" of Excel */
	CHARSET_UTF16BE
};

/* "UTF-8", "Windows-1252", "UTF-16". */
const char *charset_name(enum charset charset);

/*
 * The byte order mark with which "data" begins: its length, and the charset
 * that it tells.  0 when there is none.
 */
size_t charset_mark(const char *data, size_t len, enum charset *charset);

/* The byte order mark of a charset, "" for Windows-1252. */
const char *charset_mark_of(enum charset charset);

/* Converts from a charset to UTF-8, or the other way. */
struct charset_converter;
enum charset_direction {
	CHARSET_TO_UTF8,
	CHARSET_FROM_UTF8
};

/* NULL with "err" when the C library lacks the charset. */
struct charset_converter *charset_open(
    enum charset charset, enum charset_direction direction, struct err *err);
void charset_close(struct charset_converter *converter);

/*
 * Adds the conversion of "data" to "out".  Returns how many bytes were used:
 * less than "len" when the last character is not whole, and then the rest comes
 * again, in front of what follows it; with "last", all are used.  What is no
 * character becomes U+FFFD, or "?" where that does not exist.
 */
size_t charset_convert(struct charset_converter *converter, const char *data,
    size_t len, bool last, struct buf *out);

#endif
