#ifndef WEB_FRONT_H
#define WEB_FRONT_H

#include "web/web.h"

/* Adds the stylesheet to "out".  Returns 0, or -1 with "err". */
int front_write(const struct web *web, struct buf *out, struct err *err);

/* The same as an answer, which a browser may keep for an hour. */
handler front_style;

#endif
