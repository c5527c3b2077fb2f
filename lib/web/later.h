#ifndef WEB_LATER_H
#define WEB_LATER_H

#include "web/page.h"
#include "web/web.h"

/*
 * For who comes with a link and has no time now: days to choose from, of which
 * one is promised by pressing it; then what was agreed.  Promises are capped
 * (enrol/promise.h); who cannot make one is told why.
 */
handler later_page;
handler later_chosen;

/* Made-up content, see specimen.h. */
specimen later_specimen;
#define LATER_SPECIMENS 8

#endif
