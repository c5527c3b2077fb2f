#ifndef DELIVER_PING_H
#define DELIVER_PING_H

#include "base/err.h"
#include "model.h"

#define PING_TRIES 3 /* a moment's trouble on the way is no alarm */

/*
 * Tells a dead-man's switch how a run ended: calls "url" (GET, without
 * following redirections) with "status" in the place of "$status", or behind
 * a slash at its end.  "outcome" becomes DELIVERY_SENT, or says what is wrong
 * without the URL's path, which is a secret.  Waits some seconds at most.
 * Returns 0, or -1 with "err": ERR_CONFIG when the URL is none, ERR_INTERNAL
 * without memory.
 */
int ping_call(
    const char *url, int status, struct outcome *outcome, struct err *err);

#endif
