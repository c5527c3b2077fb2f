#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>

/*
 * How many of the bytes are UTF-8 (RFC 3629: no surrogates, nothing overlong),
 * from the first one on.  All of them in a good text; one that was cut within a
 * character ends at most UTF8_TAIL bytes early.
 */
size_t utf8_span(const char *text, size_t len);
#define UTF8_TAIL 3

/* The length of the one character at "text", 0 when there is none. */
size_t utf8_length(const char *text, size_t len);

/*
 * The length of the character at "text" if it cannot be seen: a C1 control, one
 * without width, one that turns the direction of writing.  0 for any other.
 * Joiners are no such ones, some scripts need them.
 */
size_t utf8_hidden(const char *text);

/* The code point at "text", which is well-formed UTF-8. */
unsigned int utf8_code(const char *text);

#endif
