#ifndef WEB_PATIENCE_H
#define WEB_PATIENCE_H

#include "base/err.h"

/*
 * Connections, each with PATIENCE_SECONDS for a request: from when it is opened
 * or from the end of the answer before, to the end of the answer.  Who sends or
 * takes a byte now and then is never silent, but is not waited for longer.
 */
#define PATIENCE_SECONDS 30 /* twice the silence that is allowed */
struct patience;

/* One connection. */
struct visitor;

/*
 * Starts a thread that cuts off whose time is over; it sleeps while there is
 * nobody.  Returns 0, or -1 with "err".
 */
int patience_start(struct patience **patience, struct err *err);

/* Ends the thread, once all have left.  NULL is fine. */
void patience_stop(struct patience *patience);

/*
 * Begins the time of the connection "fd".  Returns NULL without memory; then
 * nobody watches it.  Ends with patience_leave, before "fd" is closed.
 */
struct visitor *patience_enter(struct patience *patience, int fd);

/* Begins its time anew; costs next to nothing.  NULL is fine. */
void patience_renew(struct visitor *visitor);

/* NULL is fine. */
void patience_leave(struct patience *patience, struct visitor *visitor);

#endif
