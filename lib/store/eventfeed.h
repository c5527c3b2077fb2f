#ifndef STORE_EVENTFEED_H
#define STORE_EVENTFEED_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * Whom the newest events are of, for who remembers something of people.  Ids of
 * events go up in the order of the commits.
 */
struct eventfeed_item {
	int64_t id;
	int64_t person; /* id; 0 for nobody in particular */
};

/* The id of the last event, 0 when there is none.  Returns 0 or -1. */
int eventfeed_last(struct db *db, int64_t *id, struct err *err);

/*
 * The first "most" events behind one, in their order.  Returns how many there
 * are in "items", or -1 with "err".
 */
int eventfeed_since(struct db *db, int64_t after, struct eventfeed_item *items,
    int most, struct err *err);

#endif
