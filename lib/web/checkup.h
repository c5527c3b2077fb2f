#ifndef WEB_CHECKUP_H
#define WEB_CHECKUP_H

#include "model.h"
#include "web/page.h"
#include "web/web.h"

/* For who has enrolled and comes again: all is well, and what one can do. */
int checkup_already(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err);

/*
 * "Type your code once, to be sure that it still works."  A code, or a recovery
 * code that is spent by it, lets one make a new key as well.
 */
handler checkup_page;
handler checkup_typed;
handler checkup_renew;

/* Made-up content, see specimen.h. */
specimen checkup_specimen_already;
specimen checkup_specimen_code;
#define CHECKUP_SPECIMENS (2 * MISTAKES)
specimen checkup_specimen_done;
#define CHECKUP_SPECIMENS_DONE 2

#endif
