#ifndef RENDER_ESCAPE_H
#define RENDER_ESCAPE_H

#include <stdbool.h>

#include "base/buf.h"

/* Where a rendered text is put, and so what must not get there as it is. */
enum escape {
	ESCAPE_NONE,   /* plain text */
	ESCAPE_HTML,   /* an element's text or a quoted attribute's value */
	ESCAPE_HEADER, /* a mail header: no control characters */
	ESCAPE_JSON    /* between the quotes of a string (RFC 8259, section 7)
			*/
};

/*
 * Adds "text" so that it reads as itself at its place.  Returns 0; or -1, with
 * nothing added, when that place cannot hold it.
 */
int escape_add(enum escape escape, const char *text, struct buf *buf);

/*
 * The same for what is markup already, so that nothing is rewritten; but what
 * may not stand in a header is refused all the same.
 */
int escape_add_raw(enum escape escape, const char *text, struct buf *buf);

#endif
