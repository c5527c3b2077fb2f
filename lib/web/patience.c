#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/clock.h"
#include "web/patience.h"

struct visitor {
	struct visitor *next, **from;
	int fd;
	_Atomic int64_t until; /* of clock_ticks */
};

struct patience {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t news;
	struct visitor *first;
	bool stopping;
};

/*
 * The server finds the connection closed, as if by the other side.  Who is in
 * the list has not closed it: "fd" is nobody else's.
 */
static void
cut_off(struct patience *patience)
{
	int64_t now = clock_ticks();
	struct visitor *visitor;

	for (visitor = patience->first; visitor != NULL;
	     visitor = visitor->next) {
		if (visitor->until <= now)
			shutdown(visitor->fd, SHUT_RDWR);
	}
}

static void
wait_a_second(struct patience *patience)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec++;
	pthread_cond_timedwait(&patience->news, &patience->mutex, &until);
}

static void *
watch(void *cls)
{
	struct patience *patience = cls;

	pthread_mutex_lock(&patience->mutex);
	while (!patience->stopping) {
		if (patience->first == NULL) {
			pthread_cond_wait(&patience->news, &patience->mutex);
			continue;
		}
		wait_a_second(patience);
		cut_off(patience);
	}
	pthread_mutex_unlock(&patience->mutex);
	return NULL;
}

static void
patience_free(struct patience *patience)
{
	pthread_cond_destroy(&patience->news);
	pthread_mutex_destroy(&patience->mutex);
	free(patience);
}

int
patience_start(struct patience **out, struct err *err)
{
	struct patience *patience = calloc(1, sizeof(*patience));
	pthread_condattr_t monotonic;

	if (patience == NULL)
		return err_memory(err);
	pthread_mutex_init(&patience->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&patience->news, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&patience->thread, NULL, watch, patience) != 0) {
		patience_free(patience);
		return err_set(
		    err, ERR_INTERNAL, "the system gives no more threads");
	}
	*out = patience;
	return 0;
}

void
patience_stop(struct patience *patience)
{
	if (patience == NULL)
		return;
	pthread_mutex_lock(&patience->mutex);
	patience->stopping = true;
	pthread_cond_signal(&patience->news);
	pthread_mutex_unlock(&patience->mutex);
	pthread_join(patience->thread, NULL);
	patience_free(patience);
}

struct visitor *
patience_enter(struct patience *patience, int fd)
{
	struct visitor *visitor = malloc(sizeof(*visitor));

	if (visitor == NULL)
		return NULL;
	visitor->fd = fd;
	patience_renew(visitor);
	pthread_mutex_lock(&patience->mutex);
	if (patience->first == NULL)
		pthread_cond_signal(&patience->news);
	else
		patience->first->from = &visitor->next;
	visitor->next = patience->first;
	visitor->from = &patience->first;
	patience->first = visitor;
	pthread_mutex_unlock(&patience->mutex);
	return visitor;
}

void
patience_renew(struct visitor *visitor)
{
	if (visitor != NULL)
		visitor->until = clock_ticks() + PATIENCE_SECONDS * CLOCK_TICKS;
}

void
patience_leave(struct patience *patience, struct visitor *visitor)
{
	if (visitor == NULL)
		return;
	pthread_mutex_lock(&patience->mutex);
	*visitor->from = visitor->next;
	if (visitor->next != NULL)
		visitor->next->from = visitor->from;
	pthread_mutex_unlock(&patience->mutex);
	free(visitor);
}
