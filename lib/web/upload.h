#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "web/web.h"

/* POST /team/list: a file with a list of people comes in (proposal.h). */
handler upload_make;

#endif
