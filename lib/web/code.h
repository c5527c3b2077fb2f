#ifndef WEB_CODE_H
#define WEB_CODE_H

#include "web/page.h"
#include "web/web.h"

/*
 * The page that asks for the first code.  The right one gives the last page,
 * which shows the recovery codes, this once.
 */
handler code_page;
handler code_typed;

/* Made-up content for both, see specimen.h. */
specimen code_specimen;
#define CODE_SPECIMENS ((unsigned int)MISTAKES * 2)
specimen code_specimen_done;
#define CODE_SPECIMENS_DONE 2

#endif
