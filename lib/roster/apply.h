#ifndef ROSTER_APPLY_H
#define ROSTER_APPLY_H

#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "roster/difference.h"
#include "roster/known.h"

/* With what differences are written to the store, counted and told. */
struct apply {
	struct db *db;
	const struct config *config;
	int64_t now;
	const char *actor; /* for the events */
	const char *file;  /* the list's name, for the events */
	struct known *known;
	struct difference_counts counts;

	/* The day up to which a person has time; NULL when nobody asks. */
	int64_t (*deadline)(
	    const struct config *config, const struct person *person);

	/* Called for each difference; NULL when only the counts matter. */
	void (*tell)(const struct difference *difference, void *context);
	void *context;
};

/*
 * Someone new, who gets an id, and whose line has the hash.  Returns 0 or -1.
 */
int apply_add(
    struct apply *apply, struct person *person, uint64_t hash, struct err *err);

/*
 * Someone who is in the store as "known", and may be just that; who had left is
 * back, with an event.  Returns 0 or -1.
 */
int apply_change(struct apply *apply, struct person *person,
    const struct person *known, uint64_t hash, struct err *err);

/* Someone who has left, with an event.  Returns 0 or -1. */
int apply_leave(struct apply *apply, int64_t person, struct err *err);

#endif
