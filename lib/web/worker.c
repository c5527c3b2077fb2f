#include <time.h>

#include "base/clock.h"
#include "web/worker.h"

#define BILLION 1000000000 /* nanoseconds of a second */

int
worker_start(struct worker *worker, void *(*run)(void *context), void *context,
    struct err *err)
{
	pthread_condattr_t monotonic;

	worker->stopping = false;
	pthread_mutex_init(&worker->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&worker->news, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&worker->thread, NULL, run, context) == 0)
		return 0;
	worker_free(worker);
	return err_set(err, ERR_INTERNAL, "the system gives no more threads");
}

void
worker_lock(struct worker *worker)
{
	pthread_mutex_lock(&worker->mutex);
}

void
worker_unlock(struct worker *worker)
{
	pthread_mutex_unlock(&worker->mutex);
}

void
worker_wake(struct worker *worker)
{
	pthread_cond_signal(&worker->news);
}

void
worker_wait(struct worker *worker)
{
	pthread_cond_wait(&worker->news, &worker->mutex);
}

void
worker_rest(struct worker *worker, int64_t ticks)
{
	struct timespec until;
	int64_t nanoseconds;

	clock_gettime(CLOCK_MONOTONIC, &until);
	nanoseconds = until.tv_nsec + ticks * (BILLION / CLOCK_TICKS);
	until.tv_sec += nanoseconds / BILLION;
	until.tv_nsec = nanoseconds % BILLION;
	while (!worker->stopping &&
	    pthread_cond_timedwait(&worker->news, &worker->mutex, &until) == 0)
		continue;
}

void
worker_stop(struct worker *worker)
{
	worker_lock(worker);
	worker->stopping = true;
	worker_wake(worker);
	worker_unlock(worker);
	pthread_join(worker->thread, NULL);
}

void
worker_free(struct worker *worker)
{
	pthread_cond_destroy(&worker->news);
	pthread_mutex_destroy(&worker->mutex);
}
