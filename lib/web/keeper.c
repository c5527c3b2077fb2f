#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "web/keeper.h"

struct keeper {
	struct pool *pool;
	const struct log *log;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t news;
	atomic_bool awake; /* there is something to come by for */
	bool stopping;
};

static void
come_by(const struct keeper *keeper)
{
	pool_refresh(keeper->pool);
	log_flush(keeper->log);
}

/* Until KEEPER_TICKS from now, unless it has to stop. */
static void
wait_a_while(struct keeper *keeper)
{
	const int64_t billion = 1000000000;
	struct timespec until;
	int64_t nanoseconds;

	clock_gettime(CLOCK_MONOTONIC, &until);
	nanoseconds = until.tv_nsec + KEEPER_TICKS * (billion / CLOCK_TICKS);
	until.tv_sec += nanoseconds / billion;
	until.tv_nsec = nanoseconds % billion;
	while (!keeper->stopping &&
	    pthread_cond_timedwait(&keeper->news, &keeper->mutex, &until) == 0)
		continue;
}

static void *
keep(void *cls)
{
	struct keeper *keeper = cls;

	pthread_mutex_lock(&keeper->mutex);
	while (!keeper->stopping) {
		if (!keeper->awake) {
			pthread_cond_wait(&keeper->news, &keeper->mutex);
			continue;
		}
		wait_a_while(keeper);
		/* What comes from here on is for the next time. */
		keeper->awake = false;
		pthread_mutex_unlock(&keeper->mutex);
		come_by(keeper);
		pthread_mutex_lock(&keeper->mutex);
	}
	pthread_mutex_unlock(&keeper->mutex);
	return NULL;
}

int
keeper_start(struct pool *pool, const struct log *log, struct keeper **out,
    struct err *err)
{
	struct keeper *keeper = calloc(1, sizeof(*keeper));
	pthread_condattr_t monotonic;

	if (keeper == NULL)
		return err_memory(err);
	keeper->pool = pool;
	keeper->log = log;
	pthread_mutex_init(&keeper->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&keeper->news, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&keeper->thread, NULL, keep, keeper) != 0) {
		pthread_cond_destroy(&keeper->news);
		pthread_mutex_destroy(&keeper->mutex);
		free(keeper);
		return err_set(
		    err, ERR_INTERNAL, "the system gives no more threads");
	}
	*out = keeper;
	return 0;
}

void
keeper_wake(struct keeper *keeper)
{
	if (keeper->awake)
		return;
	pthread_mutex_lock(&keeper->mutex);
	keeper->awake = true;
	pthread_cond_signal(&keeper->news);
	pthread_mutex_unlock(&keeper->mutex);
}

void
keeper_stop(struct keeper *keeper)
{
	if (keeper == NULL)
		return;
	pthread_mutex_lock(&keeper->mutex);
	keeper->stopping = true;
	pthread_cond_signal(&keeper->news);
	pthread_mutex_unlock(&keeper->mutex);
	pthread_join(keeper->thread, NULL);
	come_by(keeper);
	pthread_cond_destroy(&keeper->news);
	pthread_mutex_destroy(&keeper->mutex);
	free(keeper);
}
