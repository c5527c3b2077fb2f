#ifndef WEB_CODE_H
#define WEB_CODE_H

#include "web/web.h"

/*
 * The page that asks for the first code.  The right one gives the last page,
 * which shows the recovery codes, this once.
 */
handler code_page;
handler code_typed;

#endif
