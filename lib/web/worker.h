#ifndef WEB_WORKER_H
#define WEB_WORKER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/*
 * A thread that sleeps until others have something for it, with the lock under
 * which they leave that.
 */
struct worker {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t news;
	bool stopping; /* to be read under the lock */
};

/*
 * Starts the thread, which runs "run" and ends once the worker is stopping.
 * Returns 0; or -1 with "err", and then there is nothing to stop or free.
 */
int worker_start(struct worker *worker, void *(*run)(void *context),
    void *context, struct err *err);

void worker_lock(struct worker *worker);
void worker_unlock(struct worker *worker);

/* Under the lock: there is something.  For anybody but the worker. */
void worker_wake(struct worker *worker);

/*
 * Sleeps under the lock, of which it lets go meanwhile, until it is woken.  For
 * a worker that is not stopping.
 */
void worker_wait(struct worker *worker);

/* The same for some of clock_ticks, whatever news there are but to stop. */
void worker_rest(struct worker *worker, int64_t ticks);

/* Lets it come to an end, and waits for that. */
void worker_stop(struct worker *worker);

/* Once nobody uses the lock any more. */
void worker_free(struct worker *worker);

#endif
