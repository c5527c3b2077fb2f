#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "otp/keyring.h"

/* Bytes.  It fits one read, so that no second copy of a key is left about. */
#define FILE_MAX 4096

/* Longest purpose and most keys that are remembered; we have 12 purposes. */
#define PURPOSE_MAX 31
#define DERIVED_MAX (16 * KEYRING_MAX)

#define FIRST_ID "k1"
#define CHECK_PURPOSE "twofold check"

struct key {
	char id[KEYRING_ID_MAX + 1];
	uint8_t bytes[KEYRING_KEY_SIZE];
};

/* A key that was derived before. */
struct derived {
	const struct key *from;
	char purpose[PURPOSE_MAX + 1];
	uint8_t bytes[HASH_SIZE];
};

/* Filled by whichever thread derives a key first; read without a lock. */
struct memory {
	pthread_mutex_t mutex;
	atomic_size_t count;
	struct derived keys[DERIVED_MAX];
};

struct keyring {
	char *path; /* for messages */
	struct memory *memory;
	size_t count;
	struct key keys[KEYRING_MAX];
};

static const struct key *
find(const struct keyring *ring, const char *id)
{
	size_t i;

	for (i = 0; i < ring->count; i++) {
		if (text_same(ring->keys[i].id, id))
			return &ring->keys[i];
	}
	return NULL;
}

bool
keyring_valid_id(const char *id)
{
	size_t len = strlen(id);

	return len > 0 && len <= KEYRING_ID_MAX &&
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

/* Adds the key of one line; returns what is wrong with it, NULL for nothing. */
static const char *
add(struct keyring *ring, char *line)
{
	struct key *key = &ring->keys[ring->count];
	size_t len = strcspn(line, " \t");
	const char *text = "";

	if (line[len] != '\0') {
		line[len] = '\0';
		text = text_trim(line + len + 1);
	}
	if (!keyring_valid_id(line))
		return "does not begin with a key's id, 1 to 16 characters of "
		       "a-z, 0-9 and -";
	if (find(ring, line) != NULL)
		return "has the id of a line before it";
	if (ring->count == KEYRING_MAX)
		return "is one key too many; retire keys that nothing uses";
	if (decode_base64(text, key->bytes, sizeof(key->bytes)) !=
	    KEYRING_KEY_SIZE)
		return "has no key behind the id; a key is 32 bytes in base64";
	memcpy(key->id, line, len + 1);
	ring->count++;
	return NULL;
}

static int
add_all(struct keyring *ring, struct buf *file, struct err *err)
{
	char *at = file->data, *next, *line;
	const char *wrong;
	int number;

	if (strlen(file->data) != file->len)
		return err_set(err, ERR_CONFIG,
		    "%s: is not a text: it has a NUL in it", ring->path);
	for (number = 1; at != NULL; at = next, number++) {
		next = strchr(at, '\n');
		if (next != NULL)
			*next++ = '\0';
		line = text_trim(at);
		if (line[0] == '\0' || line[0] == '#')
			continue;
		wrong = add(ring, line);
		if (wrong != NULL)
			return err_set(err, ERR_CONFIG, "%s:%d: %s", ring->path,
			    number, wrong);
	}
	if (ring->count == 0)
		return err_set(err, ERR_CONFIG,
		    "%s: has no key; put the key back from its copy",
		    ring->path);
	return 0;
}

/* Keeps the reason that file_read gave, and says what helps. */
static void
add_hint(struct err *err)
{
	size_t len = strlen(err->text);

	snprintf(err->text + len, sizeof(err->text) - len,
	    "; \"twofold init\" makes one");
}

static struct memory *
memory_make(void)
{
	struct memory *memory = calloc(1, sizeof(*memory));

	if (memory != NULL)
		pthread_mutex_init(&memory->mutex, NULL);
	return memory;
}

static void
memory_free(struct memory *memory)
{
	if (memory == NULL)
		return;
	pthread_mutex_destroy(&memory->mutex);
	hash_wipe(memory, sizeof(*memory));
	free(memory);
}

int
keyring_load(const char *path, struct keyring **out, struct err *err)
{
	struct keyring *ring;
	struct buf file;
	int rc = -1;

	buf_init(&file, FILE_MAX);
	ring = calloc(1, sizeof(*ring));
	if (ring == NULL || (ring->path = text_copy(path)) == NULL ||
	    (ring->memory = memory_make()) == NULL) {
		err_memory(err);
		goto out;
	}
	if (file_read(path, FILE_PRIVATE, &file, err) == -1) {
		if (!file_exists(path))
			add_hint(err);
		goto out;
	}
	if (add_all(ring, &file, err) == -1)
		goto out;
	*out = ring;
	ring = NULL;
	rc = 0;
out:
	keyring_free(ring);
	buf_wipe(&file);
	return rc;
}

void
keyring_free(struct keyring *ring)
{
	if (ring == NULL)
		return;
	free(ring->path);
	memory_free(ring->memory);
	hash_wipe(ring, sizeof(*ring));
	free(ring);
}

int
keyring_create(const char *path, struct err *err)
{
	static const char format[] =
	    "# Opens the secrets in the database.  Keep a copy of this file,\n"
	    "# apart from the copies of the database.\n"
	    "%s %s\n";
	char encoded[ENCODE_BASE64_SIZE(KEYRING_KEY_SIZE)];
	char text[sizeof(format) + sizeof(FIRST_ID) + sizeof(encoded)];
	uint8_t key[KEYRING_KEY_SIZE];
	int rc;

	if (hash_random(key, sizeof(key)) == -1)
		return err_set(err, ERR_INTERNAL,
		    "%s: cannot be made: the system has no randomness", path);
	encode_base64(key, sizeof(key), encoded);
	snprintf(text, sizeof(text), format, FIRST_ID, encoded);
	rc = file_create(path, text, strlen(text), 0600, err);
	hash_wipe(key, sizeof(key));
	hash_wipe(encoded, sizeof(encoded));
	hash_wipe(text, sizeof(text));
	return rc;
}

size_t
keyring_count(const struct keyring *ring)
{
	return ring->count;
}

const char *
keyring_id(const struct keyring *ring, size_t i)
{
	return ring->keys[i].id;
}

const char *
keyring_current(const struct keyring *ring)
{
	return keyring_id(ring, 0);
}

static bool
recall(const struct memory *memory, const struct key *key, const char *purpose,
    uint8_t out[HASH_SIZE])
{
	const struct derived *derived = memory->keys;
	const struct derived *end = derived + atomic_load(&memory->count);

	for (; derived < end; derived++) {
		if (derived->from == key &&
		    text_same(derived->purpose, purpose)) {
			memcpy(out, derived->bytes, HASH_SIZE);
			return true;
		}
	}
	return false;
}

static void
remember(struct memory *memory, const struct key *key, const char *purpose,
    const uint8_t bytes[HASH_SIZE])
{
	struct derived *derived;

	if (memory->count == DERIVED_MAX || strlen(purpose) > PURPOSE_MAX)
		return;
	derived = &memory->keys[memory->count];
	derived->from = key;
	memcpy(derived->purpose, purpose, strlen(purpose) + 1);
	memcpy(derived->bytes, bytes, HASH_SIZE);
	/* Not before all of it is there. */
	atomic_fetch_add(&memory->count, 1);
}

/* Under the mutex it is looked for once more: no two remember the same. */
static int
derive(struct memory *memory, const struct key *key, const char *purpose,
    uint8_t out[HASH_SIZE])
{
	int rc = 0;

	if (recall(memory, key, purpose, out))
		return 0;
	pthread_mutex_lock(&memory->mutex);
	if (!recall(memory, key, purpose, out)) {
		rc = hash_derive(key->bytes, sizeof(key->bytes), purpose, out);
		if (rc == 0)
			remember(memory, key, purpose, out);
	}
	pthread_mutex_unlock(&memory->mutex);
	return rc;
}

int
keyring_derive(const struct keyring *ring, const char *id, const char *purpose,
    uint8_t out[HASH_SIZE], struct err *err)
{
	const struct key *key;

	if (id == NULL)
		id = keyring_current(ring);
	key = find(ring, id);
	if (key == NULL)
		return err_set(err, ERR_CONFIG,
		    "%s: has no key \"%s\"; put that key back, below the "
		    "current one",
		    ring->path, id);
	if (derive(ring->memory, key, purpose, out) == -1)
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
