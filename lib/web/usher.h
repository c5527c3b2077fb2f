#ifndef WEB_USHER_H
#define WEB_USHER_H

#include "base/err.h"

struct MHD_Daemon;

/*
 * A thread that takes the connections which come in at a socket and hands them
 * to the daemon's threads in turns.  Were the threads to take them on their
 * own, the first to wake up would have all of a host app's, and the others
 * nothing to do.
 */
struct usher;

/*
 * "fd" listens and does not block; it stays the caller's.  At most "places"
 * connections are taken at a time, who comes then waits.  Returns 0, or -1 with
 * "err".
 */
int usher_start(struct MHD_Daemon *daemon, int fd, unsigned int places,
    struct usher **usher, struct err *err);

/* Takes no more and frees the usher.  NULL is fine. */
void usher_stop(struct usher *usher);

#endif
