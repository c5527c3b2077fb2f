#ifndef WEB_REAPER_H
#define WEB_REAPER_H

#include "base/err.h"

/*
 * Connections, each with REAPER_SECONDS for a request: from when it is opened
 * or from the end of the answer before, to the end of the answer.  Who sends or
 * takes a byte now and then is never silent, but is not waited for longer.
 */
#define REAPER_SECONDS 30 /* twice the silence that is allowed */
struct reaper;

/* One connection. */
struct visitor;

/*
 * Starts a thread that cuts off whose time is over; it sleeps while there is
 * nobody.  Returns 0, or -1 with "err".
 */
int reaper_start(struct reaper **reaper, struct err *err);

/* Ends the thread, once all have left.  NULL is fine. */
void reaper_stop(struct reaper *reaper);

/*
 * Begins the time of the connection "fd".  Returns NULL without memory; then
 * nobody watches it.  Ends with reaper_leave, before "fd" is closed.
 */
struct visitor *reaper_enter(struct reaper *reaper, int fd);

/* Begins its time anew; costs next to nothing.  NULL is fine. */
void reaper_renew(struct visitor *visitor);

/* NULL is fine. */
void reaper_leave(struct reaper *reaper, struct visitor *visitor);

#endif
