#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"

#define WORD_MAX 48  /* letters; longer words have no near ones */
#define UTF8_MAX 4   /* bytes of a character */
#define SHOWN_SIZE 8 /* bytes of one as it is shown, such as \u200b */

static const char ellipsis[] = "\xe2\x80\xa6";

int
text_number(const char *text, int64_t low, int64_t high, int64_t *number)
{
	long long value;
	char *end;

	if (!isdigit((unsigned char)text[text[0] == '-' ? 1 : 0]))
		return -1;
	errno = 0;
	value = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || value < low || value > high)
		return -1;
	*number = value;
	return 0;
}

bool
text_is_utf8(const char *text, size_t len)
{
	return utf8_span(text, len) == len;
}

size_t
text_length(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

bool
text_has_control(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;

	for (; *s != '\0'; s++) {
		if (*s < 0x20 || *s == 0x7f)
			return true;
	}
	return false;
}

bool
text_is_line(const char *text, size_t most)
{
	size_t len = strlen(text);

	return len <= most && !text_has_control(text) &&
	    text_is_utf8(text, len);
}

char *
text_trim(char *text)
{
	size_t len;

	while (isspace((unsigned char)*text))
		text++;
	len = strlen(text);
	while (len > 0 && isspace((unsigned char)text[len - 1]))
		len--;
	text[len] = '\0';
	return text;
}

void
text_lower(char *text)
{
	for (; *text != '\0'; text++) {
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
	}
}

bool
text_same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

bool
text_same_nocase(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

bool
text_starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* Edit distance; both words have at most WORD_MAX letters. */
static size_t
distance(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t row[WORD_MAX + 1], i, k, corner, above, best;

	for (k = 0; k <= blen; k++)
		row[k] = k;
	for (i = 1; i <= alen; i++) {
		corner = row[0];
		row[0] = i;
		for (k = 1; k <= blen; k++) {
			above = row[k];
			best = corner + (a[i - 1] != b[k - 1]);
			if (above + 1 < best)
				best = above + 1;
			if (row[k - 1] + 1 < best)
				best = row[k - 1] + 1;
			row[k] = best;
			corner = above;
		}
	}
	return row[blen];
}

const char *
text_nearest(const char *word, const char *const *words, size_t count)
{
	size_t len = strlen(word), i, near, least = len / 3 + 1;
	const char *found = NULL;

	if (len > WORD_MAX)
		return NULL;
	for (i = 0; i < count; i++) {
		if (strlen(words[i]) > WORD_MAX)
			continue;
		near = distance(word, len, words[i], strlen(words[i]));
		if (near <= least && (found == NULL || near < least)) {
			found = words[i];
			least = near;
		}
	}
	return found;
}

/*
 * Writes the character at "s" as it may be seen; returns its length there.  One
 * that would not be seen is written as its number.
 */
static size_t
show(const char *s, char out[SHOWN_SIZE])
{
	size_t step = utf8_length(s, strnlen(s, UTF8_MAX));
	size_t hidden = utf8_hidden(s);

	if (step == 0 || (unsigned char)*s < 0x20 || *s == 0x7f) {
		snprintf(out, SHOWN_SIZE, "\\x%02x", (unsigned char)*s);
		return 1;
	}
	if (hidden > 0) {
		snprintf(out, SHOWN_SIZE, "\\u%04x", utf8_code(s));
		return hidden;
	}
	memcpy(out, s, step);
	out[step] = '\0';
	return step;
}

void
text_show(const char *text, size_t max, char *out, size_t size)
{
	char one[SHOWN_SIZE];
	size_t used = 0, shown = 0, step;

	/* Room for an ellipsis and the NUL is kept. */
	for (; *text != '\0' && shown < max; text += step, shown++) {
		step = show(text, one);
		if (used + strlen(one) + sizeof(ellipsis) > size)
			break;
		memcpy(out + used, one, strlen(one));
		used += strlen(one);
	}
	snprintf(out + used, size - used, "%s", *text == '\0' ? "" : ellipsis);
}

char *
text_copy(const char *text)
{
	return text == NULL ? NULL : strdup(text);
}
