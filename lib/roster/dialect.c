#include <string.h>
#include <strings.h>

#include "roster/dialect.h"

#define LOOK_LINES 10 /* enough to tell a delimiter from a comma in a name */

static const char sep[] = "sep=";

/* The likeliest first: it wins when all else is equal. */
static const char delimiters[] = {';', ',', '\t'};

/* How well a delimiter fits the first lines. */
struct fit {
	size_t alike; /* lines that have as many of it as the first one */
	size_t first; /* how many the first one has */
};

static bool
is_delimiter(char c)
{
	return c != '\0' && memchr(delimiters, c, sizeof(delimiters)) != NULL;
}

/*
 * The length of a "sep=;" line with its end, 0 if the text does not begin with
 * one.  Spreadsheets that save such a file again put it between quotes.
 */
static size_t
sep_line(const char *data, size_t len, char *delimiter)
{
	bool quoted = len > 0 && data[0] == '"';
	size_t at = quoted ? 1 : 0;

	if (len - at < sizeof(sep) ||
	    strncasecmp(data + at, sep, sizeof(sep) - 1) != 0)
		return 0;
	at += sizeof(sep) - 1;
	if (!is_delimiter(data[at]))
		return 0;
	*delimiter = data[at++];
	if (quoted && (at == len || data[at++] != '"'))
		return 0;
	if (at == len)
		return at;
	if (data[at] == '\r')
		return at + 1 < len && data[at + 1] == '\n' ? at + 2 : at + 1;
	return data[at] == '\n' ? at + 1 : 0;
}

static void
end_line(struct fit *fit, size_t lines, size_t count)
{
	if (lines == 0)
		fit->first = count;
	if (fit->first > 0 && count == fit->first)
		fit->alike++;
}

static struct fit
measure(const char *data, size_t len, char delimiter)
{
	struct fit fit = {0, 0};
	size_t i, lines = 0, count = 0, length = 0;
	bool quoted = false;

	for (i = 0; i < len && lines < LOOK_LINES; i++) {
		if (!quoted && (data[i] == '\n' || data[i] == '\r')) {
			if (length > 0)
				end_line(&fit, lines++, count);
			count = length = 0;
			continue;
		}
		length++;
		if (data[i] == '"')
			quoted = !quoted;
		else if (!quoted && data[i] == delimiter)
			count++;
	}
	if (length > 0 && lines < LOOK_LINES)
		end_line(&fit, lines, count);
	return fit;
}

static char
count_delimiters(const char *data, size_t len)
{
	struct fit fit, best = {0, 0};
	char found = delimiters[0];
	size_t i;

	for (i = 0; i < sizeof(delimiters); i++) {
		fit = measure(data, len, delimiters[i]);
		if (fit.alike > best.alike ||
		    (fit.alike == best.alike && fit.first > best.first)) {
			best = fit;
			found = delimiters[i];
		}
	}
	return found;
}

static bool
ends_with_crlf(const char *data, size_t len)
{
	const char *lf = memchr(data, '\n', len);

	return lf != NULL && lf > data && lf[-1] == '\r';
}

void
dialect_find(const char *head, size_t len, char wanted, struct dialect *dialect)
{
	if (len > DIALECT_HEAD)
		len = DIALECT_HEAD;
	*dialect = (struct dialect){.line = 1};
	dialect->crlf = ends_with_crlf(head, len);
	dialect->start = sep_line(head, len, &dialect->delimiter);
	if (dialect->start > 0) {
		dialect->sep = true;
		dialect->line = 2;
	} else {
		dialect->delimiter = count_delimiters(head, len);
	}
	if (wanted != '\0')
		dialect->delimiter = wanted;
}
