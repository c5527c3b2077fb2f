#ifndef WEB_LOOK_H
#define WEB_LOOK_H

#include "base/buf.h"
#include "base/colour.h"
#include "config/config.h"
#include "web/web.h"

/*
 * The operator's colour as the pages use it, on light and on dark: as it is, or
 * as much darker or lighter as it takes to be read (WCAG 2.2, 1.4.3).
 */
struct colour look_light(struct colour own);
struct colour look_dark(struct colour own);

/* Adds to a stylesheet what the configuration changes in it. */
void look_style(const struct look_settings *look, struct buf *out);

/* The operator's logo, which a browser may keep for an hour. */
handler look_logo;

#endif
