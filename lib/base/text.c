#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define WORD_MAX 48 /* letters; longer words have no near ones */

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

/* The length of the UTF-8 character at "s", 0 if there is none. */
static size_t
utf8_char(const unsigned char *s, size_t len)
{
	static const struct {
		unsigned char low, high;   /* first byte */
		unsigned char low2, high2; /* second byte */
		size_t len;
	} forms[] = {
	    {0x00, 0x7f, 0, 0, 1},
	    {0xc2, 0xdf, 0x80, 0xbf, 2},
	    {0xe0, 0xe0, 0xa0, 0xbf, 3},
	    {0xe1, 0xec, 0x80, 0xbf, 3},
	    {0xed, 0xed, 0x80, 0x9f, 3},
	    {0xee, 0xef, 0x80, 0xbf, 3},
	    {0xf0, 0xf0, 0x90, 0xbf, 4},
	    {0xf1, 0xf3, 0x80, 0xbf, 4},
	    {0xf4, 0xf4, 0x80, 0x8f, 4},
	};
	size_t i, k;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (s[0] < forms[i].low || s[0] > forms[i].high)
			continue;
		if (forms[i].len > len)
			return 0;
		if (forms[i].len > 1 &&
		    (s[1] < forms[i].low2 || s[1] > forms[i].high2))
			return 0;
		for (k = 2; k < forms[i].len; k++) {
			if ((s[k] & 0xc0) != 0x80)
				return 0;
		}
		return forms[i].len;
	}
	return 0;
}

bool
text_is_utf8(const char *text, size_t len)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t step;

	while (len > 0) {
		step = utf8_char(s, len);
		if (step == 0)
			return false;
		s += step;
		len -= step;
	}
	return true;
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

void
text_show(const char *text, size_t max, char *out, size_t size)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t used = 0, shown = 0, step;

	/* Room for the longest character, an ellipsis and the NUL. */
	while (*s != '\0' && used + 4 + 3 + 1 < size && shown < max) {
		step = utf8_char(s, strlen((const char *)s));
		if (step == 0 || *s < 0x20 || *s == 0x7f) {
			snprintf(out + used, size - used, "\\x%02x", *s);
			used += 4;
			s++;
		} else {
			memcpy(out + used, s, step);
			used += step;
			s += step;
		}
		shown++;
	}
	out[used] = '\0';
	if (*s != '\0')
		snprintf(out + used, size - used, "\xe2\x80\xa6");
}

char *
text_copy(const char *text)
{
	return text == NULL ? NULL : strdup(text);
}
