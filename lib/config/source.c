#include <string.h>

#include "base/text.h"
#include "config/source.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Between these libconfuse sees words of their own. */
#define DELIMITERS " \t\r\n#\"'={}()+,*"

struct scan {
	char *at;
	int line;
	int depth;
	int opened;  /* line of the "{" that is open outermost */
	char before; /* the last character that was no blank; 'a' for a word */
	bool list;   /* the last "{" began a list */
	struct mistakes *mistakes;
};

static int
check_line(const char *line, size_t len, int number, struct mistakes *mistakes)
{
	size_t i;

	if (!text_is_utf8(line, len)) {
		mistakes_add(mistakes, number,
		    "has bytes that are not UTF-8; save the file as UTF-8");
		return -1;
	}
	for (i = 0; i < len; i++) {
		if ((unsigned char)line[i] >= 0x20 && line[i] != 0x7f)
			continue;
		if (line[i] == '\t' || (line[i] == '\r' && i + 1 == len))
			continue;
		mistakes_add(mistakes, number,
		    "has a control character (\\x%02x); take it out",
		    (unsigned int)(unsigned char)line[i]);
		return -1;
	}
	return 0;
}

static int
check_bytes(const char *text, size_t len, struct mistakes *mistakes)
{
	const char *end = text + len, *newline;
	int number = 1, rc = 0;

	for (; text < end; text = newline + 1, number++) {
		newline = memchr(text, '\n', (size_t)(end - text));
		if (newline == NULL)
			newline = end;
		if (check_line(
			text, (size_t)(newline - text), number, mistakes) == -1)
			rc = -1;
	}
	return rc;
}

static void
refuse_environment(struct scan *scan)
{
	mistakes_add(scan->mistakes, scan->line,
	    "\"${\" is not replaced by a variable of the environment here; "
	    "write the value itself");
	*scan->at = ' ';
}

/* Goes past a text in quotes. */
static int
quoted(struct scan *scan)
{
	char quote = *scan->at++;

	for (; *scan->at != quote; scan->at++) {
		if (*scan->at == '\\' && scan->at[1] != '\n' &&
		    scan->at[1] != '\0') {
			scan->at++;
		} else if (*scan->at == '\n' || *scan->at == '\0') {
			mistakes_add(scan->mistakes, scan->line,
			    "a text begins with %c and has no %c at its end; "
			    "what follows was not read",
			    quote, quote);
			return -1;
		} else if (quote == '"' && text_starts(scan->at, "${")) {
			refuse_environment(scan);
		}
	}
	scan->at++;
	scan->before = 'a';
	return 0;
}

/* Blanks a comment that ends with its line, or with a star and a slash. */
static void
comment(struct scan *scan)
{
	bool whole = text_starts(scan->at, "/*");
	char *end = whole ? strstr(scan->at + 2, "*/") : strchr(scan->at, '\n');

	if (end == NULL)
		end = scan->at + strlen(scan->at);
	else if (whole)
		end += 2;
	for (; scan->at < end; scan->at++) {
		if (*scan->at == '\n')
			scan->line++;
		else
			*scan->at = ' ';
	}
}

static void
word(struct scan *scan)
{
	do {
		if (text_starts(scan->at, "${"))
			refuse_environment(scan);
		scan->at++;
	} while (*scan->at != '\0' && strchr(DELIMITERS, *scan->at) == NULL);
	scan->before = 'a';
}

static void
brace(struct scan *scan)
{
	if (*scan->at == '{') {
		scan->list = scan->before == '=';
		if (scan->depth++ == 0)
			scan->opened = scan->line;
	} else {
		if (scan->list && scan->before == '{')
			mistakes_add(scan->mistakes, scan->line,
			    "a list without values says nothing; leave the "
			    "setting out, or fill the list");
		if (scan->depth > 0)
			scan->depth--;
	}
	scan->before = *scan->at++;
}

static int
step(struct scan *scan)
{
	switch (*scan->at) {
	case '"':
	case '\'':
		return quoted(scan);
	case '#':
		comment(scan);
		return 0;
	case '{':
	case '}':
		brace(scan);
		return 0;
	case '\n':
		scan->line++;
		/* FALLTHROUGH */
	case ' ':
	case '\t':
	case '\r':
		scan->at++;
		return 0;
	}
	if (text_starts(scan->at, "//") || text_starts(scan->at, "/*"))
		comment(scan);
	else if (strchr(DELIMITERS, *scan->at) != NULL)
		scan->before = *scan->at++;
	else
		word(scan);
	return 0;
}

int
source_clean(char *text, size_t len, struct mistakes *mistakes, int *unclosed)
{
	struct scan scan = {.at = text, .line = 1, .mistakes = mistakes};

	*unclosed = 0;
	if (text_starts(text, BYTE_ORDER_MARK))
		memset(text, ' ', strlen(BYTE_ORDER_MARK));
	if (check_bytes(text, len, mistakes) == -1)
		return -1;
	while (*scan.at != '\0') {
		if (step(&scan) == -1)
			return -1;
	}
	if (scan.depth > 0)
		*unclosed = scan.opened;
	return 0;
}
