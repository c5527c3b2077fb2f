#ifndef WEB_DOOR_H
#define WEB_DOOR_H

#include "enrol/steward.h"
#include "web/page.h"

/*
 * What the link in the weekly mail opens.  It asks an administrator for the own
 * code, as a rule, and changes nothing; the right one leads to team_page with a
 * session of half an hour.
 */
handler door_page;  /* GET /o/TOKEN */
handler door_enter; /* POST /o/TOKEN */

/* Made-up content, see specimen.h: each mistake twice, and other questions. */
specimen door_specimen;
#define DOOR_SPECIMENS_CODE (2 * MISTAKES)
#define DOOR_SPECIMENS (DOOR_SPECIMENS_CODE + 6)

#endif
