#ifndef WEB_FAREWELL_H
#define WEB_FAREWELL_H

#include "web/web.h"

/*
 * "Done, sign out": the browser forgets everything, and goes back to where the
 * ticket said, or to a page that says that one may close it.
 */
handler farewell_finish;
handler farewell_page;

#endif
