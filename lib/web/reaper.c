#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "web/reaper.h"
#include "web/worker.h"

struct visitor {
	struct visitor *next, **from;
	int fd;
	_Atomic int64_t until; /* of clock_ticks */
};

struct reaper {
	struct worker worker;
	struct visitor *first;
};

/*
 * The server finds the connection closed, as if by the other side.  Who is in
 * the list has not closed it: "fd" is nobody else's.
 */
static void
cut_off(struct reaper *reaper)
{
	int64_t now = clock_ticks();
	struct visitor *visitor;

	for (visitor = reaper->first; visitor != NULL;
	     visitor = visitor->next) {
		if (visitor->until <= now)
			shutdown(visitor->fd, SHUT_RDWR);
	}
}

static void *
watch(void *context)
{
	struct reaper *reaper = context;
	struct worker *worker = &reaper->worker;

	worker_lock(worker);
	while (!worker->stopping) {
		if (reaper->first == NULL) {
			worker_wait(worker);
			continue;
		}
		worker_rest(worker, CLOCK_TICKS);
		cut_off(reaper);
	}
	worker_unlock(worker);
	return NULL;
}

int
reaper_start(struct reaper **out, struct err *err)
{
	struct reaper *reaper = calloc(1, sizeof(*reaper));

	if (reaper == NULL)
		return err_memory(err);
	if (worker_start(&reaper->worker, watch, reaper, err) == -1) {
		free(reaper);
		return -1;
	}
	*out = reaper;
	return 0;
}

void
reaper_stop(struct reaper *reaper)
{
	if (reaper == NULL)
		return;
	worker_stop(&reaper->worker);
	worker_free(&reaper->worker);
	free(reaper);
}

struct visitor *
reaper_enter(struct reaper *reaper, int fd)
{
	struct visitor *visitor = malloc(sizeof(*visitor));

	if (visitor == NULL)
		return NULL;
	visitor->fd = fd;
	reaper_renew(visitor);
	worker_lock(&reaper->worker);
	if (reaper->first == NULL)
		worker_wake(&reaper->worker);
	else
		reaper->first->from = &visitor->next;
	visitor->next = reaper->first;
	visitor->from = &reaper->first;
	reaper->first = visitor;
	worker_unlock(&reaper->worker);
	return visitor;
}

void
reaper_renew(struct visitor *visitor)
{
	if (visitor != NULL)
		visitor->until = clock_ticks() + REAPER_SECONDS * CLOCK_TICKS;
}

void
reaper_leave(struct reaper *reaper, struct visitor *visitor)
{
	if (visitor == NULL)
		return;
	worker_lock(&reaper->worker);
	*visitor->from = visitor->next;
	if (visitor->next != NULL)
		visitor->next->from = visitor->from;
	worker_unlock(&reaper->worker);
	free(visitor);
}
