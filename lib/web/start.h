#ifndef WEB_START_H
#define WEB_START_H

#include "web/page.h"
#include "web/web.h"

/*
 * For who comes without a link: asks for a start code.  The right one leads to
 * the page that a link leads to.
 */
handler start_page;
handler start_typed;

/* Made-up content, see specimen.h. */
specimen start_specimen;
#define START_SPECIMENS 5

#endif
