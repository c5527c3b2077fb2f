#include <string.h>

#include "base/quote.h"
#include "base/text.h"
#include "render/escape.h"

static void
add_html(const char *text, struct buf *buf)
{
	size_t plain;

	for (;;) {
		plain = strcspn(text, "&<>\"'");
		buf_add(buf, text, plain);
		text += plain;
		switch (*text++) {
		case '&':
			buf_text(buf, "&amp;");
			break;
		case '<':
			buf_text(buf, "&lt;");
			break;
		case '>':
			buf_text(buf, "&gt;");
			break;
		case '"':
			buf_text(buf, "&quot;");
			break;
		case '\'':
			buf_text(buf, "&#39;");
			break;
		default:
			return;
		}
	}
}

int
escape_add(enum escape escape, const char *text, struct buf *buf)
{
	switch (escape) {
	case ESCAPE_HTML:
		add_html(text, buf);
		return 0;
	case ESCAPE_JSON:
		quote_json(buf, text);
		return 0;
	case ESCAPE_NONE:
	case ESCAPE_HEADER:
		break;
	}
	return escape_add_raw(escape, text, buf);
}

int
escape_add_raw(enum escape escape, const char *text, struct buf *buf)
{
	if (escape == ESCAPE_HEADER && text_has_control(text))
		return -1;
	buf_text(buf, text);
	return 0;
}
