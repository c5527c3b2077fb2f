#ifndef ROSTER_SEEN_H
#define ROSTER_SEEN_H

#include <stddef.h>
#include <stdint.h>

/*
 * Texts that may come once in a file, each with the line where it stood.  Of a
 * text, 96 bits of a hash with a seed of its own are kept: that two among ten
 * million are taken for one is less likely than 1 in 10^14, and no file can be
 * made to do it.
 */
struct seen {
	struct seen_entry *entries; /* a hash table, open addressing */
	size_t size;                /* a power of two, or 0 */
	size_t count;
	uint64_t seed;
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
 * was added when the result is SEEN_BEFORE.  Lines count from 1, up to 2^32.
 */
enum seen_result seen_add(
    struct seen *seen, const char *text, size_t line, size_t *earlier);

#endif
