#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include "base/err.h"

/*
 * Listens on "127.0.0.1:8025", "[::1]:8025" or "localhost:8025".  Returns a
 * descriptor to close(), or -1 with "err": ERR_CONFIG when the text is no such
 * address, ERR_UNREACHABLE when the system does not let us have it.
 */
int listen_open(const char *address, struct err *err);

/*
 * The socket on which systemd listens for this process, if it does
 * (sd_listen_fds(3)): "*fd", to close() but not to shut down, since systemd
 * still has it; else -1.  Returns 0, or -1 with "err", ERR_CONFIG, when there
 * are several or it is none that listens.
 */
int listen_inherited(int *fd, struct err *err);

#endif
