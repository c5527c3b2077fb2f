#ifndef WEB_TEAM_H
#define WEB_TEAM_H

#include "web/page.h"

/*
 * An institution's page, for its administrator: how far the team is, who is to
 * go, and what can be done about it.  door.h gives the session.
 */
handler team_page;   /* GET /team */
handler team_resend; /* POST /team/resend: links, to one or to all */
handler team_leave;  /* POST /team/leave: asks whether somebody has left */
handler team_left;   /* POST /team/left: the answer is yes */

/* POST /team/handouts: cards or sheets to print, with start codes. */
handler team_handouts;

/* Made-up content, see specimen.h. */
specimen team_specimen;
#define TEAM_SPECIMENS 4
specimen team_specimen_leave;
specimen team_specimen_done;
#define TEAM_SPECIMENS_DONE 3

#endif
