#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/text.h"
#include "otp/derived.h"
#include "otp/keyfile.h"
#include "otp/keyring.h"

#define CHECK_PURPOSE "twofold check"

/* A key that is or was in the file.  None goes before the ring does. */
struct key {
	struct key *before; /* that was read before it */
	char id[KEYRING_ID_MAX + 1];
	uint8_t bytes[KEYRING_KEY_SIZE];
};

/* What the file listed at some time. */
struct list {
	struct list *before;
	struct keyring_ids ids;
};

/* Added to under the mutex; read without it. */
struct shared {
	pthread_mutex_t mutex;
	_Atomic(struct key *) keys;   /* the newest */
	_Atomic(struct list *) lists; /* the same */
	struct derived *derived;
	struct stat seen;          /* the file that was read last */
	_Atomic int64_t looked_at; /* of clock_ticks, by keyring_keep_up */
};

struct keyring {
	char *path;
	struct shared *shared;
};

bool
keyring_valid_id(const char *id)
{
	size_t len = strlen(id);

	return len > 0 && len <= KEYRING_ID_MAX &&
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

/* The newest key of that id: a hand may have given it to another one. */
static struct key *
find(const struct keyring *ring, const char *id)
{
	struct key *key = atomic_load(&ring->shared->keys);

	while (key != NULL && !text_same(key->id, id))
		key = key->before;
	return key;
}

/* Takes in what is new; under the mutex. */
static int
take(const struct keyring *ring, const struct keyfile *file, struct err *err)
{
	struct shared *shared = ring->shared;
	struct list *list = calloc(1, sizeof(*list));
	struct key *key;
	size_t i;

	if (list == NULL)
		return err_memory(err);
	for (i = 0; i < file->count; i++) {
		const struct keyfile_key *one = &file->keys[i];

		memcpy(list->ids.id[i], one->id, sizeof(one->id));
		key = find(ring, one->id);
		if (key != NULL &&
		    hash_same(key->bytes, one->bytes, sizeof(key->bytes)))
			continue;
		key = calloc(1, sizeof(*key));
		if (key == NULL) {
			free(list);
			return err_memory(err);
		}
		memcpy(key->id, one->id, sizeof(key->id));
		memcpy(key->bytes, one->bytes, sizeof(key->bytes));
		key->before = atomic_load(&shared->keys);
		atomic_store(&shared->keys, key);
	}
	list->ids.count = file->count;
	list->before = atomic_load(&shared->lists);
	/* The keys are there before anybody reads of them. */
	atomic_store(&shared->lists, list);
	return 0;
}

static bool
is_seen(const struct stat *seen, const struct stat *st)
{
	return seen->st_dev == st->st_dev && seen->st_ino == st->st_ino &&
	    seen->st_size == st->st_size &&
	    seen->st_mtim.tv_sec == st->st_mtim.tv_sec &&
	    seen->st_mtim.tv_nsec == st->st_mtim.tv_nsec &&
	    seen->st_ctim.tv_sec == st->st_ctim.tv_sec &&
	    seen->st_ctim.tv_nsec == st->st_ctim.tv_nsec;
}

int
keyring_follow(const struct keyring *ring, struct err *err)
{
	struct shared *shared = ring->shared;
	struct stat st = {.st_size = -1};
	struct keyfile file;
	int rc = 0;

	/* A file that is gone is one more state of it. */
	stat(ring->path, &st);
	pthread_mutex_lock(&shared->mutex);
	if (!is_seen(&shared->seen, &st)) {
		/* First: what changes from here on is seen the next time. */
		shared->seen = st;
		rc = keyfile_read(ring->path, &file, err);
		if (rc == 0)
			rc = take(ring, &file, err);
		hash_wipe(&file, sizeof(file));
	}
	pthread_mutex_unlock(&shared->mutex);
	return rc;
}

int
keyring_keep_up(const struct keyring *ring, struct err *err)
{
	int64_t now = clock_ticks(), last = ring->shared->looked_at;

	/* Of many who come at once, one looks. */
	if (now - last < KEYRING_TICKS ||
	    !atomic_compare_exchange_strong(
		&ring->shared->looked_at, &last, now))
		return 0;
	return keyring_follow(ring, err);
}

static struct shared *
shared_make(void)
{
	struct shared *shared = calloc(1, sizeof(*shared));

	if (shared == NULL)
		return NULL;
	shared->derived = derived_make();
	if (shared->derived == NULL) {
		free(shared);
		return NULL;
	}
	pthread_mutex_init(&shared->mutex, NULL);
	return shared;
}

static void
shared_free(struct shared *shared)
{
	struct list *list;
	struct key *key;

	if (shared == NULL)
		return;
	while ((list = shared->lists) != NULL) {
		shared->lists = list->before;
		free(list);
	}
	while ((key = shared->keys) != NULL) {
		shared->keys = key->before;
		hash_wipe(key, sizeof(*key));
		free(key);
	}
	derived_free(shared->derived);
	pthread_mutex_destroy(&shared->mutex);
	free(shared);
}

int
keyring_load(const char *path, struct keyring **out, struct err *err)
{
	struct keyring *ring = calloc(1, sizeof(*ring));

	if (ring == NULL || (ring->path = text_copy(path)) == NULL ||
	    (ring->shared = shared_make()) == NULL) {
		keyring_free(ring);
		return err_memory(err);
	}
	if (keyring_follow(ring, err) == -1) {
		keyring_free(ring);
		return -1;
	}
	*out = ring;
	return 0;
}

void
keyring_free(struct keyring *ring)
{
	if (ring == NULL)
		return;
	free(ring->path);
	shared_free(ring->shared);
	free(ring);
}

const struct keyring_ids *
keyring_ids(const struct keyring *ring)
{
	return &atomic_load(&ring->shared->lists)->ids;
}

const char *
keyring_current(const struct keyring *ring)
{
	return keyring_ids(ring)->id[0];
}

bool
keyring_has(const struct keyring *ring, const char *id)
{
	const struct keyring_ids *ids = keyring_ids(ring);
	size_t i;

	for (i = 0; i < ids->count; i++) {
		if (text_same(ids->id[i], id))
			return true;
	}
	return false;
}

int
keyring_derive(const struct keyring *ring, const char *id, const char *purpose,
    uint8_t out[HASH_SIZE], struct err *err)
{
	const struct key *key;

	if (id == NULL)
		id = keyring_current(ring);
	key = find(ring, id);
	/* Somebody else may have closed it under a newer one. */
	if (key == NULL && keyring_follow(ring, err) == 0)
		key = find(ring, id);
	if (key == NULL)
		return err_set(err, ERR_CONFIG,
		    "%s: has no key \"%s\"; put that key back, below the "
		    "current one",
		    ring->path, id);
	if (derived_key(ring->shared->derived, key->bytes, sizeof(key->bytes),
		purpose, out) == -1)
		return err_set(err, ERR_INTERNAL,
		    "%s: key \"%s\" gives no key for \"%s\"", ring->path, id,
		    purpose);
	return 0;
}

int
keyring_hmac(const struct keyring *ring, const char *id, const char *purpose,
    const void *data, size_t len, uint8_t out[HASH_SIZE], struct err *err)
{
	uint8_t key[HASH_SIZE];
	int rc;

	if (keyring_derive(ring, id, purpose, key, err) == -1)
		return -1;
	rc = hash_hmac(key, sizeof(key), data, len, out);
	hash_wipe(key, sizeof(key));
	if (rc == -1)
		err_set(err, ERR_INTERNAL, "%s: no HMAC for \"%s\"", ring->path,
		    purpose);
	return rc;
}

bool
keyring_knows(const struct keyring *ring, const char *purpose, const void *data,
    size_t datalen, const void *mac, size_t len)
{
	const struct keyring_ids *ids = keyring_ids(ring);
	uint8_t whole[HASH_SIZE];
	struct err ignored;
	bool knows = false;
	size_t i;

	for (i = 0; i < ids->count; i++) {
		if (keyring_hmac(ring, ids->id[i], purpose, data, datalen,
			whole, &ignored) == 0)
			knows |= hash_same(whole, mac, len);
	}
	hash_wipe(whole, sizeof(whole));
	return knows;
}

int
keyring_check_value(const struct keyring *ring, const char *id,
    char out[KEYRING_CHECK_SIZE], struct err *err)
{
	uint8_t derived[HASH_SIZE];
	int rc;

	rc = keyring_derive(ring, id, CHECK_PURPOSE, derived, err);
	if (rc == 0)
		encode_hex(derived, KEYRING_CHECK_BYTES, out);
	hash_wipe(derived, sizeof(derived));
	return rc;
}
