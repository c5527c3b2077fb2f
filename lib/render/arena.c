#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "render/arena.h"

#define BLOCK_SIZE 8192 /* bytes; what one letter tells fits into one */

struct block {
	struct block *next;
	size_t size;
	size_t used;
	_Alignas(max_align_t) unsigned char bytes[];
};

static struct block *
add_block(struct arena *arena, size_t need)
{
	size_t size = need > BLOCK_SIZE ? need : BLOCK_SIZE;
	struct block *block = malloc(sizeof(*block) + size);

	if (block == NULL)
		return NULL;
	block->size = size;
	block->used = 0;
	if (arena->current == NULL) {
		block->next = NULL;
		arena->blocks = block;
	} else {
		block->next = arena->current->next;
		arena->current->next = block;
	}
	return block;
}

static bool
has_room(const struct block *block, size_t need)
{
	return block != NULL && need <= block->size - block->used;
}

void *
arena_take(struct arena *arena, size_t len)
{
	size_t align = _Alignof(max_align_t);
	struct block *block = arena->current;
	size_t need = (len + align - 1) / align * align;
	void *at;

	if (need < len || need > SIZE_MAX / 2)
		return NULL;
	if (!has_room(block, need)) {
		/* The next one, empty, is left from before arena_clear(). */
		block = block == NULL ? NULL : block->next;
		if (!has_room(block, need))
			block = add_block(arena, need);
		if (block == NULL)
			return NULL;
		arena->current = block;
	}
	at = block->bytes + block->used;
	block->used += need;
	return at;
}

char *
arena_copy(struct arena *arena, const char *text, size_t len)
{
	char *at = arena_take(arena, len + 1);

	if (at != NULL) {
		memcpy(at, text, len);
		at[len] = '\0';
	}
	return at;
}

static void
wipe(struct block *block)
{
	hash_wipe(block->bytes, block->used);
	block->used = 0;
}

void
arena_clear(struct arena *arena)
{
	struct block *block;

	for (block = arena->blocks; block != NULL; block = block->next)
		wipe(block);
	arena->current = arena->blocks;
}

void
arena_free(struct arena *arena)
{
	struct block *block, *next;

	for (block = arena->blocks; block != NULL; block = next) {
		next = block->next;
		wipe(block);
		free(block);
	}
	*arena = (struct arena){NULL, NULL};
}
