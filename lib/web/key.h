#ifndef WEB_KEY_H
#define WEB_KEY_H

#include "web/web.h"

/* The page that shows the key, as long as it waits for its first code. */
handler key_page;

#endif
