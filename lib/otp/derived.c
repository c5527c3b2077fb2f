#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "otp/derived.h"

/* Longest purpose and most keys that are remembered; we have 12 purposes. */
#define PURPOSE_MAX 31
#define KEYS_MAX 256

struct one {
	const uint8_t *from;
	char purpose[PURPOSE_MAX + 1];
	uint8_t bytes[HASH_SIZE];
};

/* Filled by whichever thread derives a key first; read without a lock. */
struct derived {
	pthread_mutex_t mutex;
	atomic_size_t count;
	struct one keys[KEYS_MAX];
};

struct derived *
derived_make(void)
{
	struct derived *derived = calloc(1, sizeof(*derived));

	if (derived != NULL)
		pthread_mutex_init(&derived->mutex, NULL);
	return derived;
}

void
derived_free(struct derived *derived)
{
	if (derived == NULL)
		return;
	pthread_mutex_destroy(&derived->mutex);
	hash_wipe(derived, sizeof(*derived));
	free(derived);
}

static bool
recall(const struct derived *derived, const uint8_t *master,
    const char *purpose, uint8_t out[HASH_SIZE])
{
	const struct one *one = derived->keys;
	const struct one *end = one + atomic_load(&derived->count);

	for (; one < end; one++) {
		if (one->from == master && text_same(one->purpose, purpose)) {
			memcpy(out, one->bytes, HASH_SIZE);
			return true;
		}
	}
	return false;
}

static void
remember(struct derived *derived, const uint8_t *master, const char *purpose,
    const uint8_t bytes[HASH_SIZE])
{
	struct one *one;

	if (derived->count == KEYS_MAX || strlen(purpose) > PURPOSE_MAX)
		return;
	one = &derived->keys[derived->count];
	one->from = master;
	memcpy(one->purpose, purpose, strlen(purpose) + 1);
	memcpy(one->bytes, bytes, HASH_SIZE);
	/* Not before all of it is there. */
	atomic_fetch_add(&derived->count, 1);
}

int
derived_key(struct derived *derived, const uint8_t *master, size_t len,
    const char *purpose, uint8_t out[HASH_SIZE])
{
	int rc = 0;

	if (recall(derived, master, purpose, out))
		return 0;
	/* Looked for once more: no two remember the same. */
	pthread_mutex_lock(&derived->mutex);
	if (!recall(derived, master, purpose, out)) {
		rc = hash_derive(master, len, purpose, out);
		if (rc == 0)
			remember(derived, master, purpose, out);
	}
	pthread_mutex_unlock(&derived->mutex);
	return rc;
}
