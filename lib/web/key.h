#ifndef WEB_KEY_H
#define WEB_KEY_H

#include "web/page.h"
#include "web/web.h"

/* The page that shows the key, as long as it waits for its first code. */
handler key_page;

/* Made-up content, see specimen.h. */
specimen key_specimen;
#define KEY_SPECIMENS 1

#endif
