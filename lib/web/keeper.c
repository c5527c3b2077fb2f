#include <stdatomic.h>
#include <stdlib.h>

#include "web/keeper.h"
#include "web/worker.h"

struct keeper {
	struct worker worker;
	struct pool *pool;
	const struct log *log;
	atomic_bool awake; /* there is something to come by for */
};

static void
come_by(const struct keeper *keeper)
{
	pool_refresh(keeper->pool);
	log_flush(keeper->log);
}

static void *
keep(void *context)
{
	struct keeper *keeper = context;
	struct worker *worker = &keeper->worker;

	worker_lock(worker);
	while (!worker->stopping) {
		if (!keeper->awake) {
			worker_wait(worker);
			continue;
		}
		worker_rest(worker, KEEPER_TICKS);
		/* What comes from here on is for the next time. */
		keeper->awake = false;
		worker_unlock(worker);
		come_by(keeper);
		worker_lock(worker);
	}
	worker_unlock(worker);
	return NULL;
}

int
keeper_start(struct pool *pool, const struct log *log, struct keeper **out,
    struct err *err)
{
	struct keeper *keeper = calloc(1, sizeof(*keeper));

	if (keeper == NULL)
		return err_memory(err);
	keeper->pool = pool;
	keeper->log = log;
	if (worker_start(&keeper->worker, keep, keeper, err) == -1) {
		free(keeper);
		return -1;
	}
	*out = keeper;
	return 0;
}

void
keeper_wake(struct keeper *keeper)
{
	if (keeper->awake)
		return;
	worker_lock(&keeper->worker);
	keeper->awake = true;
	worker_wake(&keeper->worker);
	worker_unlock(&keeper->worker);
}

void
keeper_stop(struct keeper *keeper)
{
	if (keeper == NULL)
		return;
	worker_stop(&keeper->worker);
	come_by(keeper);
	worker_free(&keeper->worker);
	free(keeper);
}
