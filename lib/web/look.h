#ifndef WEB_LOOK_H
#define WEB_LOOK_H

#include "base/buf.h"
#include "config/config.h"
#include "web/web.h"

/* Adds to a stylesheet what the configuration changes in it. */
void look_style(const struct look_settings *look, struct buf *out);

/* The operator's logo, which a browser may keep for an hour. */
handler look_logo;

#endif
