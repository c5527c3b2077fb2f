#ifndef WEB_SCRIBE_H
#define WEB_SCRIBE_H

#include "base/err.h"
#include "web/exchange.h"
#include "web/pool.h"
#include "web/web.h"

/*
 * The one thread that answers what writes, so that the threads which read never
 * wait for the disk.  The calls of host apps that come while it is at work go
 * to the disk together (db_group), and are answered when they are there.
 */
struct scribe;

/* "web" and "pool" must outlive it.  Returns 0, or -1 with "err". */
int scribe_start(const struct web *web, struct pool *pool,
    struct scribe **scribe, struct err *err);

/*
 * Leaves a complete request to the scribe and suspends its connection; when it
 * is answered, the connection is resumed.
 */
void scribe_take(struct scribe *scribe, struct exchange *exchange);

/*
 * Answers what is there and ends the thread; who comes later is told so at
 * once.  NULL is fine.
 */
void scribe_stop(struct scribe *scribe);

/* Once no connection is left.  NULL is fine. */
void scribe_free(struct scribe *scribe);

#endif
