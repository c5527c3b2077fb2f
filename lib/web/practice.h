#ifndef WEB_PRACTICE_H
#define WEB_PRACTICE_H

#include "web/page.h"
#include "web/web.h"

/*
 * The way to a code, to be tried by anybody: with a key that is everybody's and
 * opens nothing.  Nothing is stored and no cookie is set.
 */
handler practice_page;
handler practice_key;
handler practice_code;
handler practice_typed;

/* Made-up content, see specimen.h. */
specimen practice_specimen_key;
specimen practice_specimen_code;
#define PRACTICE_SPECIMENS MISTAKES
specimen practice_specimen_done;

#endif
