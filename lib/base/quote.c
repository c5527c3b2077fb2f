#include <stdbool.h>
#include <string.h>

#include "base/quote.h"

static bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c != 0x7f && c != '"' && c != '\\';
}

static void
add_escaped(struct buf *buf, char c)
{
	static const char letters[] = "bfnrt\"\\", special[] = "\b\f\n\r\t\"\\";
	const char *found = strchr(special, c);

	if (found != NULL)
		buf_format(buf, "\\%c", letters[found - special]);
	else
		buf_format(buf, "\\u%04x", (unsigned int)(unsigned char)c);
}

void
quote_json(struct buf *buf, const char *text)
{
	const char *from = text;

	for (;; from = ++text) {
		while (is_plain((unsigned char)*text))
			text++;
		buf_add(buf, from, (size_t)(text - from));
		if (*text == '\0')
			return;
		add_escaped(buf, *text);
	}
}

void
quote_html(struct buf *buf, const char *text)
{
	static const char *const entities[] = {['&'] = "&amp;",
	    ['<'] = "&lt;",
	    ['>'] = "&gt;",
	    ['"'] = "&quot;",
	    ['\''] = "&#39;"};
	size_t plain;

	for (;;) {
		plain = strcspn(text, "&<>\"'");
		buf_add(buf, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		buf_text(buf, entities[(unsigned char)*text++]);
	}
}
