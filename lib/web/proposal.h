#ifndef WEB_PROPOSAL_H
#define WEB_PROPOSAL_H

#include "web/page.h"

/*
 * A list of people that an administrator brings to the institution's page.  It
 * is tried first, and shown what it would do; only then, and only if it still
 * does just that, it is taken.  Until then it is kept for as long as a session,
 * one for each administrator, and good for the session that brought it alone.
 */
handler proposal_make; /* POST /team/list, with the file */
handler proposal_take; /* POST /team/list/take: yes, do so */
handler proposal_drop; /* POST /team/list/drop: no, forget it */

/* How large a list may be. */
#define PROPOSAL_MEGABYTES (OFFER_TEXT_MAX / (1024 * 1024))

/* Made-up content, see specimen.h. */
specimen proposal_specimen;
#define PROPOSAL_SPECIMENS 9

#endif
