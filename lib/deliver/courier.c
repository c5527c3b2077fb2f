#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <curl/curl.h>

#include "base/clock.h"
#include "deliver/courier.h"
#include "deliver/endpoint.h"
#include "deliver/relay.h"

#define HALF_SECOND 500000000L /* nanoseconds */

static const struct clock system_clock = {CLOCK_RUNS};

/* One connection, with the thread that waits for it. */
struct place {
	struct courier *courier;
	enum channel channel;
	struct relay *relay;       /* for mail, else NULL */
	struct endpoint *endpoint; /* for webhooks, else NULL */

	/* Of the one who calls. */
	bool busy; /* from its beginning until courier_wait has given it */
	int64_t tag;
	bool has_thread;
	pthread_t thread;

	/* Under the courier's lock. */
	bool runs;
	pthread_cond_t begun;

	/* The thread's while it runs, then the caller's. */
	struct outcome outcome;
};

struct courier {
	const struct config *config;
	struct place *places;
	size_t count;
	atomic_bool stop;
	pthread_mutex_t lock;
	pthread_cond_t ended;
};

static void *
work(void *data)
{
	struct place *place = data;
	struct courier *courier = place->courier;

	pthread_mutex_lock(&courier->lock);
	while (!atomic_load(&courier->stop)) {
		if (!place->runs) {
			pthread_cond_wait(&place->begun, &courier->lock);
			continue;
		}
		pthread_mutex_unlock(&courier->lock);
		if (place->relay != NULL)
			relay_perform(place->relay, &place->outcome);
		else
			endpoint_perform(place->endpoint, &place->outcome);
		pthread_mutex_lock(&courier->lock);
		place->runs = false;
		pthread_cond_signal(&courier->ended);
	}
	pthread_mutex_unlock(&courier->lock);
	return NULL;
}

/* Signals are for the program's own thread. */
static int
start_thread(struct place *place, struct err *err)
{
	sigset_t all, before;
	int error;

	if (place->has_thread)
		return 0;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&place->thread, NULL, work, place);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (error != 0)
		return err_set(err, ERR_LATER,
		    "no thread for a delivery: %s; fewer connections in the "
		    "configuration need fewer",
		    strerror(error));
	place->has_thread = true;
	return 0;
}

static int
add_place(struct courier *courier, enum channel channel, struct err *err)
{
	struct place *place = &courier->places[courier->count];

	place->courier = courier;
	place->channel = channel;
	pthread_cond_init(&place->begun, NULL);
	courier->count++;
	if (channel == CHANNEL_EMAIL)
		return relay_new(
		    &courier->config->mail, &courier->stop, &place->relay, err);
	return endpoint_new(
	    &courier->config->webhook, &courier->stop, &place->endpoint, err);
}

static int
add_places(struct courier *courier, struct err *err)
{
	const struct config *config = courier->config;
	int64_t wanted[CHANNELS] = {0}, i;
	unsigned int channel;

	if (config->mail.server[0] != '\0')
		wanted[CHANNEL_EMAIL] = config->mail.connections;
	if (config->webhook.url[0] != '\0')
		wanted[CHANNEL_POPUP] = config->webhook.connections;
	/* One more, because calloc(0) may give NULL. */
	courier->places =
	    calloc((size_t)(wanted[CHANNEL_EMAIL] + wanted[CHANNEL_POPUP] + 1),
		sizeof(*courier->places));
	if (courier->places == NULL)
		return err_memory(err);
	for (channel = 0; channel < CHANNELS; channel++) {
		for (i = 0; i < wanted[channel]; i++) {
			if (add_place(courier, channel, err) == -1)
				return -1;
		}
	}
	return 0;
}

int
courier_new(const struct config *config, struct courier **out, struct err *err)
{
	struct courier *courier;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_memory(err);
	courier = calloc(1, sizeof(*courier));
	if (courier == NULL) {
		curl_global_cleanup();
		return err_memory(err);
	}
	courier->config = config;
	atomic_init(&courier->stop, false);
	pthread_mutex_init(&courier->lock, NULL);
	pthread_cond_init(&courier->ended, NULL);
	if (add_places(courier, err) == -1) {
		courier_free(courier);
		return -1;
	}
	*out = courier;
	return 0;
}

static void
stop_threads(struct courier *courier)
{
	size_t i;

	pthread_mutex_lock(&courier->lock);
	atomic_store(&courier->stop, true);
	for (i = 0; i < courier->count; i++)
		pthread_cond_signal(&courier->places[i].begun);
	pthread_mutex_unlock(&courier->lock);
	for (i = 0; i < courier->count; i++) {
		if (courier->places[i].has_thread)
			pthread_join(courier->places[i].thread, NULL);
	}
}

void
courier_free(struct courier *courier)
{
	size_t i;

	if (courier == NULL)
		return;
	stop_threads(courier);
	for (i = 0; i < courier->count; i++) {
		relay_free(courier->places[i].relay);
		endpoint_free(courier->places[i].endpoint);
		pthread_cond_destroy(&courier->places[i].begun);
	}
	pthread_cond_destroy(&courier->ended);
	pthread_mutex_destroy(&courier->lock);
	free(courier->places);
	free(courier);
	curl_global_cleanup();
}

/* The first one, so that what a few connections can do opens no more. */
static struct place *
free_place(const struct courier *courier, enum channel channel)
{
	size_t i;

	for (i = 0; i < courier->count; i++) {
		if (courier->places[i].channel == channel &&
		    !courier->places[i].busy)
			return &courier->places[i];
	}
	return NULL;
}

bool
courier_takes(const struct courier *courier, enum channel channel)
{
	return free_place(courier, channel) != NULL;
}

size_t
courier_busy(const struct courier *courier)
{
	size_t i, busy = 0;

	for (i = 0; i < courier->count; i++)
		busy += courier->places[i].busy;
	return busy;
}

static int
no_place(enum channel channel, struct err *err)
{
	return err_set(err, ERR_INTERNAL,
	    "channel %s: every connection is busy", model_channel(channel));
}

static void
start(struct place *place, int64_t tag)
{
	place->tag = tag;
	place->busy = true;
	pthread_mutex_lock(&place->courier->lock);
	place->runs = true;
	pthread_cond_signal(&place->begun);
	pthread_mutex_unlock(&place->courier->lock);
}

int
courier_mail(struct courier *courier, int64_t tag, const struct mail *mail,
    int64_t now, struct err *err)
{
	struct place *place = free_place(courier, CHANNEL_EMAIL);
	const struct config *config = courier->config;
	const char *receiver =
	    config->campaign.rehearsal ? config->mail.rehearsal_to : mail->to;

	if (place == NULL)
		return no_place(CHANNEL_EMAIL, err);
	if (relay_begin(place->relay, mail, receiver, now, err) == -1 ||
	    start_thread(place, err) == -1)
		return -1;
	start(place, tag);
	return 0;
}

int
courier_webhook(struct courier *courier, int64_t tag,
    const struct webhook *webhook, int64_t now, struct err *err)
{
	struct place *place = free_place(courier, CHANNEL_POPUP);

	if (place == NULL)
		return no_place(CHANNEL_POPUP, err);
	if (endpoint_begin(place->endpoint, webhook, now, err) == -1 ||
	    start_thread(place, err) == -1)
		return -1;
	start(place, tag);
	return 0;
}

/* Called with the lock held. */
static size_t
collect(struct courier *courier, struct delivered *done, size_t max)
{
	struct place *place;
	size_t i, count = 0;

	for (i = 0; i < courier->count && count < max; i++) {
		place = &courier->places[i];
		if (!place->busy || place->runs)
			continue;
		done[count].tag = place->tag;
		done[count].channel = place->channel;
		done[count].outcome = place->outcome;
		place->busy = false;
		count++;
	}
	return count;
}

int
courier_wait(struct courier *courier, struct delivered *done, size_t max,
    struct err *err)
{
	struct timespec until = {.tv_nsec = HALF_SECOND};
	size_t count;
	int error = 0;

	if (max == 0 || courier_busy(courier) == 0)
		return 0;
	/* Of whole seconds, one and a half later is about a second later. */
	until.tv_sec = (time_t)clock_now(&system_clock) + 1;
	pthread_mutex_lock(&courier->lock);
	while ((count = collect(courier, done, max)) == 0 && error == 0)
		error = pthread_cond_timedwait(
		    &courier->ended, &courier->lock, &until);
	pthread_mutex_unlock(&courier->lock);
	if (error != 0 && error != ETIMEDOUT)
		return err_set(err, ERR_INTERNAL,
		    "waiting for deliveries is not possible: %s",
		    strerror(error));
	return (int)count;
}
