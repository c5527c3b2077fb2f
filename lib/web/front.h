#ifndef WEB_FRONT_H
#define WEB_FRONT_H

#include "web/web.h"

/*
 * For who comes without a link: asks for a start code.  The right one leads to
 * the page that a link leads to.
 */
handler front_page;
handler front_typed;

/* The stylesheet, which a browser may keep for an hour. */
handler front_style;

#endif
