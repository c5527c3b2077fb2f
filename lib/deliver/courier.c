#include <stdlib.h>

#include <curl/curl.h>

#include "base/clock.h"
#include "deliver/courier.h"
#include "deliver/endpoint.h"
#include "deliver/relay.h"

/* One transfer at a time, over one connection. */
struct place {
	enum channel channel;
	struct relay *relay;       /* for mail, else NULL */
	struct endpoint *endpoint; /* for webhooks, else NULL */
	bool busy; /* from its beginning until courier_wait has given it */
	int64_t tag;
	bool ended;
	struct outcome outcome; /* once it has ended */

	/* What a relay waits for: these of the courier's descriptors. */
	unsigned int first_fd, fd_count;
};

struct courier {
	const struct config *config;
	CURLM *multi; /* of all webhooks; every relay has its own */
	struct place *places;
	size_t count;
	struct curl_waitfd *fds;
	unsigned int fd_count;
};

static int
add_place(struct courier *courier, enum channel channel, struct err *err)
{
	struct place *place = &courier->places[courier->count++];
	const struct config *config = courier->config;

	place->channel = channel;
	if (channel == CHANNEL_EMAIL)
		return relay_new(&config->mail, &place->relay, err);
	return endpoint_new(
	    &config->webhook, courier->multi, &place->endpoint, err);
}

static int
add_places(struct courier *courier, struct err *err)
{
	const struct config *config = courier->config;
	int64_t wanted[CHANNELS] = {0}, i;
	unsigned int channel;
	size_t sum;

	if (config->mail.server[0] != '\0')
		wanted[CHANNEL_EMAIL] = config->mail.connections;
	if (config->webhook.url[0] != '\0')
		wanted[CHANNEL_POPUP] = config->webhook.connections;
	/* One more, because calloc(0) may give NULL. */
	sum = (size_t)(wanted[CHANNEL_EMAIL] + wanted[CHANNEL_POPUP] + 1);
	courier->places = calloc(sum, sizeof(*courier->places));
	courier->fds =
	    calloc(sum * DIALOGUE_FDS_MAX, sizeof(struct curl_waitfd));
	courier->multi = curl_multi_init();
	if (courier->places == NULL || courier->fds == NULL ||
	    courier->multi == NULL ||
	    curl_multi_setopt(
		courier->multi, CURLMOPT_MAXCONNECTS, (long)sum) != CURLM_OK)
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
	if (add_places(courier, err) == -1) {
		courier_free(courier);
		return -1;
	}
	*out = courier;
	return 0;
}

void
courier_free(struct courier *courier)
{
	size_t i;

	if (courier == NULL)
		return;
	for (i = 0; i < courier->count; i++) {
		relay_free(courier->places[i].relay);
		endpoint_free(courier->places[i].endpoint);
	}
	curl_multi_cleanup(courier->multi);
	free(courier->places);
	free(courier->fds);
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
	place->ended = false;
	place->fd_count = 0;
}

/* Lets a mail go on. */
static void
step(struct place *place, bool readable, int64_t now)
{
	if (!relay_step(place->relay, readable, now))
		return;
	relay_outcome(place->relay, &place->outcome);
	place->ended = true;
}

int
courier_mail(struct courier *courier, int64_t tag, const struct mail *mail,
    int64_t date, struct err *err)
{
	struct place *place = free_place(courier, CHANNEL_EMAIL);
	const struct config *config = courier->config;
	const char *receiver =
	    config->campaign.rehearsal ? config->mail.rehearsal_to : mail->to;
	int64_t now = clock_ticks();

	if (place == NULL)
		return no_place(CHANNEL_EMAIL, err);
	if (relay_begin(place->relay, mail, receiver, date, now, err) == -1)
		return -1;
	start(place, tag);
	step(place, false, now);
	return 0;
}

int
courier_webhook(struct courier *courier, int64_t tag,
    const struct webhook *webhook, int64_t now, struct err *err)
{
	struct place *place = free_place(courier, CHANNEL_POPUP);

	if (place == NULL)
		return no_place(CHANNEL_POPUP, err);
	if (endpoint_begin(place->endpoint, webhook, now, err) == -1)
		return -1;
	start(place, tag);
	return 0;
}

static bool
is_readable(const struct courier *courier, const struct place *place)
{
	unsigned int i;

	for (i = 0; i < place->fd_count; i++) {
		if ((courier->fds[place->first_fd + i].revents &
			~CURL_WAIT_POLLOUT) != 0)
			return true;
	}
	return false;
}

/* Lets all go on that can. */
static void
go_on(struct courier *courier, int64_t now)
{
	struct endpoint *endpoint;
	struct CURLMsg *message;
	struct place *place;
	int running, left;
	size_t i;

	for (place = courier->places; place < courier->places + courier->count;
	     place++) {
		if (place->busy && !place->ended && place->relay != NULL)
			step(place, is_readable(courier, place), now);
	}
	curl_multi_perform(courier->multi, &running);
	while (
	    (message = curl_multi_info_read(courier->multi, &left)) != NULL) {
		curl_easy_getinfo(
		    message->easy_handle, CURLINFO_PRIVATE, &endpoint);
		for (i = 0; courier->places[i].endpoint != endpoint; i++)
			;
		place = &courier->places[i];
		endpoint_end(endpoint, message->data.result, &place->outcome);
		place->ended = true;
	}
}

static int
collect(struct courier *courier, struct delivered *done, size_t max)
{
	struct place *place;
	size_t i, count = 0;

	for (i = 0; i < courier->count && count < max; i++) {
		place = &courier->places[i];
		if (!place->busy || !place->ended)
			continue;
		done[count].tag = place->tag;
		done[count].channel = place->channel;
		done[count].outcome = place->outcome;
		place->busy = false;
		count++;
	}
	return (int)count;
}

/* Waits until one of them can go on, until "until" at the latest. */
static int
wait_for_some(
    struct courier *courier, int64_t now, int64_t until, struct err *err)
{
	struct place *place;
	unsigned int n = 0;
	CURLMcode code;

	for (place = courier->places; place < courier->places + courier->count;
	     place++) {
		place->first_fd = n;
		place->fd_count = 0;
		if (place->busy && !place->ended && place->relay != NULL)
			place->fd_count = relay_waits(
			    place->relay, courier->fds + n, now, &until);
		n += place->fd_count;
	}
	code = curl_multi_poll(courier->multi, courier->fds, n,
	    until > now ? (int)(until - now) : 0, NULL);
	if (code == CURLM_OK)
		return 0;
	return err_set(err, ERR_INTERNAL,
	    "waiting for deliveries is not possible: %s",
	    curl_multi_strerror(code));
}

int
courier_wait(struct courier *courier, struct delivered *done, size_t max,
    int64_t most, struct err *err)
{
	int64_t now = clock_ticks(), until = now + most;
	int count = collect(courier, done, max);

	/* Also who does not wait lets the others go on. */
	while (count == 0) {
		if (wait_for_some(courier, now, until, err) == -1)
			return -1;
		now = clock_ticks();
		go_on(courier, now);
		count = collect(courier, done, max);
		if (now >= until)
			break;
	}
	return count;
}
