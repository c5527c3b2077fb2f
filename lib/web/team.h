#ifndef WEB_TEAM_H
#define WEB_TEAM_H

#include "web/web.h"

/*
 * An institution's page, for its administrator: how far the team is, who is to
 * go, and what can be done about it.  door.h gives the session.
 */
handler team_page;   /* GET /team */
handler team_resend; /* POST /team/resend: links, to one or to all */
handler team_leave;  /* POST /team/leave: asks whether somebody has left */
handler team_left;   /* POST /team/left: the answer is yes */

#endif
