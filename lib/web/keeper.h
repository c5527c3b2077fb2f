#ifndef WEB_KEEPER_H
#define WEB_KEEPER_H

#include "base/err.h"
#include "base/log.h"
#include "web/pool.h"

/*
 * A thread that looks after what requests leave for later: while there are any,
 * it refreshes the pool and writes the log out every KEEPER_TICKS; else it
 * sleeps.
 */
#define KEEPER_TICKS 50 /* of clock_ticks */
struct keeper;

/* "pool" and "log" must outlive it.  Returns 0, or -1 with "err". */
int keeper_start(struct pool *pool, const struct log *log,
    struct keeper **keeper, struct err *err);

/* Says that there was a request; costs next to nothing. */
void keeper_wake(struct keeper *keeper);

/* Comes by a last time and frees the keeper.  NULL is fine. */
void keeper_stop(struct keeper *keeper);

#endif
