#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/clock.h"
#include "web/reaper.h"

struct visitor {
	struct visitor *next, **from;
	int fd;
	_Atomic int64_t until; /* of clock_ticks */
};

struct reaper {
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

static void
wait_a_second(struct reaper *reaper)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec++;
	pthread_cond_timedwait(&reaper->news, &reaper->mutex, &until);
}

static void *
watch(void *cls)
{
	struct reaper *reaper = cls;

	pthread_mutex_lock(&reaper->mutex);
	while (!reaper->stopping) {
		if (reaper->first == NULL) {
			pthread_cond_wait(&reaper->news, &reaper->mutex);
			continue;
		}
		wait_a_second(reaper);
		cut_off(reaper);
	}
	pthread_mutex_unlock(&reaper->mutex);
	return NULL;
}

static void
reaper_free(struct reaper *reaper)
{
	pthread_cond_destroy(&reaper->news);
	pthread_mutex_destroy(&reaper->mutex);
	free(reaper);
}

int
reaper_start(struct reaper **out, struct err *err)
{
	struct reaper *reaper = calloc(1, sizeof(*reaper));
	pthread_condattr_t monotonic;

	if (reaper == NULL)
		return err_memory(err);
	pthread_mutex_init(&reaper->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&reaper->news, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&reaper->thread, NULL, watch, reaper) != 0) {
		reaper_free(reaper);
		return err_set(
		    err, ERR_INTERNAL, "the system gives no more threads");
	}
	*out = reaper;
	return 0;
}

void
reaper_stop(struct reaper *reaper)
{
	if (reaper == NULL)
		return;
	pthread_mutex_lock(&reaper->mutex);
	reaper->stopping = true;
	pthread_cond_signal(&reaper->news);
	pthread_mutex_unlock(&reaper->mutex);
	pthread_join(reaper->thread, NULL);
	reaper_free(reaper);
}

struct visitor *
reaper_enter(struct reaper *reaper, int fd)
{
	struct visitor *visitor = malloc(sizeof(*visitor));

	if (visitor == NULL)
		return NULL;
	visitor->fd = fd;
	reaper_renew(visitor);
	pthread_mutex_lock(&reaper->mutex);
	if (reaper->first == NULL)
		pthread_cond_signal(&reaper->news);
	else
		reaper->first->from = &visitor->next;
	visitor->next = reaper->first;
	visitor->from = &reaper->first;
	reaper->first = visitor;
	pthread_mutex_unlock(&reaper->mutex);
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
	pthread_mutex_lock(&reaper->mutex);
	*visitor->from = visitor->next;
	if (visitor->next != NULL)
		visitor->next->from = visitor->from;
	pthread_mutex_unlock(&reaper->mutex);
	free(visitor);
}
