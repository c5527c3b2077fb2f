#include <stdbool.h>
#include <string.h>

#include "deliver/quoted.h"

#define LINE_SIZE 76         /* characters; RFC 2045, section 6.7, rule 5 */
#define FULL (LINE_SIZE - 1) /* a line that goes on has a "=" at its end */
#define CODE_SIZE 3          /* of "=C3" */

/* What a byte is: it decides alone, or together with where it stands. */
enum kind {
	CODED = 0,
	PLAIN,
	BLANK, /* stands for itself unless the line ends after it */
	FIRST, /* unless it is the first of a line */
	END    /* of a line, perhaps */
};

/* clang-format off */
#define P16 PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, \
	PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN
static const unsigned char kinds[256] = {
    ['\0'] = END, ['\n'] = END, ['\r'] = END,
    ['\t'] = BLANK, [' '] = BLANK,
    /* The last designator of a byte counts. */
    ['!'] = PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN,
    PLAIN, PLAIN, PLAIN, PLAIN, FIRST /* . */, PLAIN,
    ['0'] = PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN,
    PLAIN, PLAIN, PLAIN, PLAIN, CODED /* = */, PLAIN, PLAIN,
    ['@'] = PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, FIRST /* F */, PLAIN,
    PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN,
    ['P'] = P16, ['`'] = P16,
    ['p'] = PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN,
    PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN,
};
/* clang-format on */

static bool
is_end(const char *text)
{
	return *text == '\0' || *text == '\n' ||
	    (text[0] == '\r' && text[1] == '\n');
}

/* Whether a character that is not PLAIN stands for itself all the same. */
static bool
may_stand(const char *text, size_t at)
{
	switch (kinds[(unsigned char)*text]) {
	case BLANK:
		return !is_end(text + 1);
	case FIRST:
		return at > 0 ||
		    (*text == 'F' && strncmp(text, "From ", 5) != 0);
	default:
		return false;
	}
}

/* Puts a character in its place in "line"; returns how many it takes there. */
static size_t
put(const char *text, char *line, size_t at)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char c = (unsigned char)*text;

	if (kinds[c] == PLAIN || may_stand(text, at)) {
		line[at] = *text;
		return 1;
	}
	line[at] = '=';
	line[at + 1] = digits[c >> 4];
	line[at + 2] = digits[c & 15];
	return CODE_SIZE;
}

void
quoted_add(struct buf *out, const char *text)
{
	char line[LINE_SIZE + 2 * CODE_SIZE];
	size_t len = 0, more;

	while (*text != '\0') {
		while (len < FULL && kinds[(unsigned char)*text] == PLAIN)
			line[len++] = *text++;
		if (*text == '\0')
			break;
		if (is_end(text)) {
			memcpy(line + len, "\r\n", 2);
			buf_add(out, line, len + 2);
			len = 0;
			text += *text == '\r' ? 2 : 1;
			continue;
		}
		more = len < FULL ? put(text, line, len) : CODE_SIZE;
		if (len + more <= FULL) {
			len += more;
			text++;
			continue;
		}
		memcpy(line + len, "=\r\n", 3);
		buf_add(out, line, len + 3);
		len = 0;
	}
	buf_add(out, line, len);
}
