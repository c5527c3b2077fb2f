#ifndef WEB_FRONT_H
#define WEB_FRONT_H

#include "web/web.h"

/* The stylesheet, which a browser may keep for an hour. */
handler front_style;

#endif
