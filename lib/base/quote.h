#ifndef BASE_QUOTE_H
#define BASE_QUOTE_H

#include "base/buf.h"

/*
 * Adds UTF-8 as it stands between the quotes of a JSON string (RFC 8259,
 * section 7).
 */
void quote_json(struct buf *buf, const char *text);

/* Adds a text as it stands in HTML: in an element or a quoted attribute. */
void quote_html(struct buf *buf, const char *text);

#endif
