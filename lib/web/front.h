#ifndef WEB_FRONT_H
#define WEB_FRONT_H

#include "web/web.h"

/* What this is and where to get help, for who comes without a link. */
handler front_page;

/* The stylesheet, which a browser may keep for an hour. */
handler front_style;

#endif
