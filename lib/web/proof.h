#ifndef WEB_PROOF_H
#define WEB_PROOF_H

#include "web/page.h"
#include "web/web.h"

/*
 * The page that asks for something that the person knows.  Where the host app
 * vouches for people it tells to begin there.
 */
handler proof_page;
handler proof_typed;

/* Made-up content, see specimen.h. */
specimen proof_specimen;
#define PROOF_SPECIMENS 10

#endif
