#ifndef RENDER_ARENA_H
#define RENDER_ARENA_H

#include <stddef.h>

/*
 * Memory that is handed out from front to back and freed all at once.  One that
 * is all zero is empty.  What was in it is wiped, for there may be a key among
 * what a page shows.
 */
struct arena {
	struct block *blocks;
	struct block *current;
};

/* "len" bytes for any type; NULL without memory. */
void *arena_take(struct arena *arena, size_t len);

/* "len" bytes of "text" and a NUL; NULL without memory. */
char *arena_copy(struct arena *arena, const char *text, size_t len);

/* Takes back what was handed out; the memory is kept for the next use. */
void arena_clear(struct arena *arena);

void arena_free(struct arena *arena);

#endif
