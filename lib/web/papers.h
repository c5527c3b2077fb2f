#ifndef WEB_PAPERS_H
#define WEB_PAPERS_H

#include "web/page.h"

/*
 * Tells the page of the team in which parts its papers are made: none when they
 * are few enough for one, which is then all there is to choose.  Returns 0, or
 * -1 with "err".
 */
int papers_offer(
    struct page *page, struct db *db, int64_t organisation, struct err *err);

/*
 * POST /team/handouts: cards or sheets with start codes to print, of those of
 * the administrator's institution who are to go, or of the part that was
 * chosen.
 */
handler papers_make;

/* The same with made-up parts, see specimen.h. */
void papers_specimen(struct page *page, bool parted);

#endif
