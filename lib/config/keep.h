#ifndef CONFIG_KEEP_H
#define CONFIG_KEEP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Memory that is given back all at once: what belongs to one configuration.
 * Starts as {0}.
 *
 * A failure sticks: once memory ran out, "failed" is true, so it is enough to
 * ask once, at the end.
 */
struct keep {
	struct keep_piece *pieces;
	bool failed;
};

/* "size" bytes of zeros, NULL without memory. */
void *keep_get(struct keep *keep, size_t size);

/* A copy of the text, "" without memory. */
const char *keep_text(struct keep *keep, const char *text);

/* Wipes all of it, since there are passwords in it, and frees it. */
void keep_free(struct keep *keep);

#endif
