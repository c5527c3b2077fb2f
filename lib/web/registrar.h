#ifndef WEB_REGISTRAR_H
#define WEB_REGISTRAR_H

#include "base/err.h"
#include "web/web.h"

/*
 * A thread that enters everyone in the gate's book: when the server starts,
 * when a list has been imported, and in any case every REGISTRAR_MINUTES, for
 * rows that somebody changes by hand leave no event.  It does so in small parts
 * with rests between, so that nobody waits for it.
 */
#define REGISTRAR_MINUTES 10
struct registrar;

/*
 * "web", with a book, and the database that the configuration names are there
 * until it stops.  Returns 0, or -1 with "err".
 */
int registrar_start(
    const struct web *web, struct registrar **registrar, struct err *err);

/* NULL is fine. */
void registrar_stop(struct registrar *registrar);

#endif
