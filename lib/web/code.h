#ifndef WEB_CODE_H
#define WEB_CODE_H

#include "otp/recovery.h"
#include "web/page.h"
#include "web/web.h"

/*
 * The page that asks for the first code.  The right one gives the last page,
 * which shows the recovery codes, this once.
 */
handler code_page;
handler code_typed;

/*
 * What the last page shows: the codes, whose they are, and whether one goes
 * back to the host app from it.
 */
void code_fill_done(struct page *page,
    char codes[RECOVERY_CODES][RECOVERY_SIZE], const char *account,
    bool returns);

/* Made-up content for both, see specimen.h. */
specimen code_specimen;
#define CODE_SPECIMENS ((unsigned int)MISTAKES * 2)
specimen code_specimen_done;
#define CODE_SPECIMENS_DONE 2

#endif
