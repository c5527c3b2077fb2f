#ifndef WEB_AID_H
#define WEB_AID_H

#include "web/page.h"
#include "web/web.h"

/*
 * The first-aid kit, for who cannot log in: works without a link.  Whose
 * institution is known, by "?organisation=" or by a link, or by the session
 * on the way to a code, is told whom to ask there.
 */
handler aid_page;
handler aid_of_link;

/* Made-up content, see specimen.h. */
specimen aid_specimen;
#define AID_SPECIMENS 2

#endif
