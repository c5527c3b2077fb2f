#ifndef WEB_POPUPS_H
#define WEB_POPUPS_H

#include "web/web.h"

/* For host apps that ask for pop-ups in the place of being told; see api.h. */
handler popups_waiting; /* GET /v1/popups?user=REF */
handler popups_act;     /* POST /v1/popups/ID {"user", "action", "until"} */

#endif
