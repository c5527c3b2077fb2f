#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "web/crowd.h"

/* Addresses that are counted at a time, and where one of them may stand. */
#define PLACES 8192 /* a power of two */
#define TRIES 8

struct place {
	uint64_t who;  /* the address, and what of it is counted */
	int64_t until; /* when the window of time ends */
	int times;
};

struct crowd {
	pthread_mutex_t mutex;
	uint64_t seed; /* nobody can choose who shares a place with whom */
	struct place places[PLACES];
};

static const struct {
	int64_t seconds;
	int max;
} limits[] = {
    [CROWD_LINKS] = {CROWD_LINKS_SECONDS, CROWD_LINKS_MAX},
    [CROWD_FORMS] = {CROWD_FORMS_SECONDS, CROWD_FORMS_MAX},
};

int
crowd_make(struct crowd **out, struct err *err)
{
	struct crowd *crowd = calloc(1, sizeof(*crowd));

	if (crowd == NULL)
		return err_memory(err);
	if (hash_random(&crowd->seed, sizeof(crowd->seed)) == -1) {
		free(crowd);
		return err_set(err, ERR_INTERNAL, "no random bytes to be had");
	}
	pthread_mutex_init(&crowd->mutex, NULL);
	*out = crowd;
	return 0;
}

void
crowd_free(struct crowd *crowd)
{
	if (crowd == NULL)
		return;
	pthread_mutex_destroy(&crowd->mutex);
	free(crowd);
}

static uint64_t
who_is(const struct crowd *crowd, const char *client, enum crowd_kind kind)
{
	return hash_quick(client, strlen(client), crowd->seed + kind).low;
}

static int
times(const struct place *place, int64_t now)
{
	return place->until > now ? place->times : 0;
}

/* The place of an address, else the one where least is lost. */
static struct place *
find(struct crowd *crowd, uint64_t who, int64_t now)
{
	struct place *best = NULL, *place;
	uint64_t i;

	for (i = 0; i < TRIES; i++) {
		place = &crowd->places[(who + i) % PLACES];
		if (place->who == who)
			return place;
		if (best == NULL || times(place, now) < times(best, now))
			best = place;
	}
	return best;
}

void
crowd_count(
    struct crowd *crowd, const char *client, enum crowd_kind kind, int64_t now)
{
	int64_t seconds = limits[kind].seconds;
	struct place *place;
	uint64_t who;

	if (crowd == NULL || client[0] == '\0')
		return;
	who = who_is(crowd, client, kind);
	pthread_mutex_lock(&crowd->mutex);
	place = find(crowd, who, now);
	if (place->who != who || times(place, now) == 0)
		*place = (struct place){who, (now / seconds + 1) * seconds, 0};
	place->times++;
	pthread_mutex_unlock(&crowd->mutex);
}

int64_t
crowd_retry_at(
    struct crowd *crowd, const char *client, enum crowd_kind kind, int64_t now)
{
	const struct place *place;
	int64_t retry_at = 0;
	uint64_t who;

	if (crowd == NULL || client[0] == '\0')
		return 0;
	who = who_is(crowd, client, kind);
	pthread_mutex_lock(&crowd->mutex);
	place = find(crowd, who, now);
	if (place->who == who && times(place, now) >= limits[kind].max)
		retry_at = place->until;
	pthread_mutex_unlock(&crowd->mutex);
	return retry_at;
}
