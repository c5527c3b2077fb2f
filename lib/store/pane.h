#ifndef STORE_PANE_H
#define STORE_PANE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/lookup.h"

/*
 * A person's pop-ups as a host app sees them that asks for them, in the place
 * of a webhook that brings them.
 */
struct pane {
	int64_t id; /* the message's */
	char stage[LABEL_MAX + 1];
	int64_t step_at; /* the first instant of the day the stage meant */
};

/* The newest that waits to be shown at "now". */
enum lookup pane_next(struct db *db, int64_t person, int64_t now,
    struct pane *pane, struct err *err);

/* One of that id; LOOKUP_NONE when it is no pop-up of that person. */
enum lookup pane_find(struct db *db, int64_t person, int64_t id,
    struct pane *pane, struct err *err);

/*
 * Notes that the host app has shown it: it and older ones wait no longer.
 * "detail" says what the person did.  Twice is as once.  In a transaction.
 * Returns 0 or -1.
 */
int pane_shown(struct db *db, int64_t person, const struct pane *pane,
    const char *detail, int64_t now, struct err *err);

#endif
