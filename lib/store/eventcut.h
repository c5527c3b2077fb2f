#ifndef STORE_EVENTCUT_H
#define STORE_EVENTCUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/event.h"

/*
 * The beginning of the chain of events, when it is old enough to go.  An event
 * at the chain's end says up to which one it goes, and that one's hash, with
 * which the rest begins: so the rest can be verified, and no event is taken out
 * without an event that says so.
 */
struct eventcut {
	int64_t last; /* id of the last that goes; 0: none did */
	uint8_t hash[HASH_SIZE];
};

/* What was cut so far.  Returns 0 or -1. */
int eventcut_read(struct db *db, struct eventcut *cut, struct err *err);

/* Whether this is the event that tells of it. */
bool eventcut_is_told(const struct eventcut *cut, const struct event *event);

/*
 * Cuts off what is from before an instant: from here on it may go, and an event
 * of that actor tells of it.  "*last" is the cut's, which may be of before.
 * Within a transaction.  Returns 0 or -1.
 */
int eventcut_make(struct db *db, int64_t before, int64_t now, const char *actor,
    int64_t *last, struct err *err);

/*
 * Removes some of what was cut off; how telephone calls ended stays counted.
 * Within a transaction.  Returns how many, 0 at the end; or -1.
 */
int64_t eventcut_remove(struct db *db, struct err *err);

/* How many there are from before an instant.  Returns 0 or -1. */
int eventcut_count(
    struct db *db, int64_t before, int64_t *count, struct err *err);

#endif
