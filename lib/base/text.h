#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads a whole decimal number, nothing before or after it, from "low" to
 * "high".  Returns 0, or -1 when "text" is no such number.
 */
int text_number(const char *text, int64_t low, int64_t high, int64_t *number);

/* Whether the bytes are UTF-8 (RFC 3629): no surrogates, nothing overlong. */
bool text_is_utf8(const char *text, size_t len);

/* How many characters (code points) a UTF-8 text has. */
size_t text_length(const char *text);

/* Whether there is a control character (below 0x20, or 0x7f) in the text. */
bool text_has_control(const char *text);

/* Whether it is one line of UTF-8, of at most so many bytes. */
bool text_is_line(const char *text, size_t most);

/* Takes white space off both ends, in place; returns where the text begins. */
char *text_trim(char *text);

/* ASCII letters to lower case, in place; other bytes stay. */
void text_lower(char *text);

bool text_same(const char *a, const char *b);
bool text_same_nocase(const char *a, const char *b); /* ASCII letters only */
bool text_starts(const char *text, const char *start);

/*
 * The one of "count" words that is nearest to "word", for "did you mean"; NULL
 * when none is near (more than a third of the letters differ).
 */
const char *text_nearest(
    const char *word, const char *const *words, size_t count);

/*
 * Copies "text" so that it can be shown on a terminal: control characters as
 * \x1b, others that cannot be seen as \u200b, and cut to "max" characters with
 * an ellipsis.  "out" has "size" bytes.
 */
void text_show(const char *text, size_t max, char *out, size_t size);

/* strdup that takes NULL for NULL. */
char *text_copy(const char *text);

#endif
