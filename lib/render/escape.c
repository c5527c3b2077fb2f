#include "base/quote.h"
#include "base/text.h"
#include "render/escape.h"

int
escape_add(enum escape escape, const char *text, struct buf *buf)
{
	switch (escape) {
	case ESCAPE_HTML:
		quote_html(buf, text);
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
