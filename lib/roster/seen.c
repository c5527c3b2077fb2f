#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "roster/seen.h"

#define FIRST_SIZE 1024 /* entries; a power of two */
#define TEXTS_MAX ((size_t)1 << 30)

struct seen_entry {
	uint64_t hash;
	size_t text; /* where it begins in "texts" */
	size_t line; /* 0: the entry is free */
};

void
seen_init(struct seen *seen)
{
	*seen = (struct seen){.entries = NULL};
	buf_init(&seen->texts, TEXTS_MAX);
}

void
seen_free(struct seen *seen)
{
	free(seen->entries);
	buf_free(&seen->texts);
	seen_init(seen);
}

/* FNV-1a, begun at a random place. */
static uint64_t
hash(const struct seen *seen, const char *text)
{
	uint64_t h = seen->seed;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return h ^ h >> 32;
}

/* The entry with the text, or the free one where it belongs. */
static struct seen_entry *
find(const struct seen *seen, uint64_t h, const char *text)
{
	size_t i = h & (seen->size - 1);
	struct seen_entry *entry = &seen->entries[i];

	while (entry->line != 0 &&
	    (entry->hash != h ||
		!text_same(seen->texts.data + entry->text, text))) {
		i = (i + 1) & (seen->size - 1);
		entry = &seen->entries[i];
	}
	return entry;
}

/* Keeps at least half of the entries free. */
static int
grow(struct seen *seen)
{
	struct seen_entry *old = seen->entries;
	size_t size = seen->size, i;

	if (size == 0 && hash_random(&seen->seed, sizeof(seen->seed)) == -1)
		return -1;
	seen->size = size == 0 ? FIRST_SIZE : size * 2;
	seen->entries = calloc(seen->size, sizeof(*seen->entries));
	if (seen->entries == NULL) {
		seen->entries = old;
		seen->size = size;
		return -1;
	}
	for (i = 0; i < size; i++) {
		if (old[i].line != 0)
			*find(seen, old[i].hash,
			    seen->texts.data + old[i].text) = old[i];
	}
	free(old);
	return 0;
}

enum seen_result
seen_add(struct seen *seen, const char *text, size_t line, size_t *earlier)
{
	struct seen_entry *entry;
	uint64_t h;

	if (seen->count >= seen->size / 2 && grow(seen) == -1)
		return SEEN_FAILED;
	h = hash(seen, text);
	entry = find(seen, h, text);
	if (entry->line != 0) {
		*earlier = entry->line;
		return SEEN_BEFORE;
	}
	*entry = (struct seen_entry){h, seen->texts.len, line};
	buf_add(&seen->texts, text, strlen(text) + 1);
	if (seen->texts.failed)
		return SEEN_FAILED;
	seen->count++;
	return SEEN_NEW;
}
