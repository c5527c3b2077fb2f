#ifndef ROSTER_SEEN_H
#define ROSTER_SEEN_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Texts that may come once in a file, each with the line where it stood. */
struct seen {
	struct seen_entry *entries; /* a hash table, open addressing */
	size_t size;                /* a power of two, or 0 */
	size_t count;
	struct buf texts; /* one after another, a NUL after each */
	uint64_t seed;    /* so that no file is made to collide */
};

enum seen_result {
	SEEN_NEW,
	SEEN_BEFORE,
	SEEN_FAILED /* no memory, or no random bytes from the system */
};

/* An empty set, without memory of its own yet.  Free with seen_free. */
void seen_init(struct seen *seen);
void seen_free(struct seen *seen);

/*
 * Adds a text that is not there yet.  "*earlier" becomes the line with which it
 * was added when the result is SEEN_BEFORE.
 */
enum seen_result seen_add(
    struct seen *seen, const char *text, size_t line, size_t *earlier);

#endif
