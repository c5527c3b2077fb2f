#ifndef WEB_PAPERS_H
#define WEB_PAPERS_H

#include "web/web.h"

/*
 * POST /team/handouts: cards or sheets with start codes to print, of all of the
 * administrator's institution who are to go.
 */
handler papers_make;

#endif
