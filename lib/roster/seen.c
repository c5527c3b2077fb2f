#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "roster/seen.h"

#define FIRST_SIZE 1024 /* entries; a power of two */

struct seen_entry {
	uint64_t hash;
	uint32_t more; /* bits of the hash */
	uint32_t line; /* 0: the entry is free */
};

void
seen_init(struct seen *seen)
{
	*seen = (struct seen){.entries = NULL};
}

void
seen_free(struct seen *seen)
{
	free(seen->entries);
	seen_init(seen);
}

/* The entry of that hash, or the free one where it belongs. */
static struct seen_entry *
find(const struct seen *seen, uint64_t hash, uint32_t more)
{
	size_t i = hash & (seen->size - 1);

	while (seen->entries[i].line != 0 &&
	    (seen->entries[i].hash != hash || seen->entries[i].more != more))
		i = (i + 1) & (seen->size - 1);
	return &seen->entries[i];
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
			*find(seen, old[i].hash, old[i].more) = old[i];
	}
	free(old);
	return 0;
}

enum seen_result
seen_add(struct seen *seen, const char *text, size_t line, size_t *earlier)
{
	struct seen_entry *entry;
	struct hash_quick hash;

	if (seen->count >= seen->size / 2 && grow(seen) == -1)
		return SEEN_FAILED;
	hash = hash_quick(text, strlen(text), seen->seed);
	entry = find(seen, hash.low, (uint32_t)hash.high);
	if (entry->line != 0) {
		*earlier = entry->line;
		return SEEN_BEFORE;
	}
	*entry =
	    (struct seen_entry){hash.low, (uint32_t)hash.high, (uint32_t)line};
	seen->count++;
	return SEEN_NEW;
}
