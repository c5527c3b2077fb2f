#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parcel.h"

/*
 * Claimed at a time, by one durable write.  A run that is killed leaves as many
 * in doubt, and so mails are fewer: the copy of a pop-up is never seen.
 */
#define LINE_MAILS 128
#define LINE_POPUPS 512
#define LINE_MAX (LINE_POPUPS + PARCEL_MAX)

/* The claimed messages of a channel that wait for a place, and their people. */
struct line {
	enum channel channel;
	struct message messages[LINE_MAX];
	struct person people[LINE_MAX];
	int64_t read_at; /* clock_ticks() when the people were read */
	size_t next, count;
	bool empty; /* nothing more to claim */
};

/*
 * Claims what goes next into a line in which nothing waits any more, within a
 * transaction of the caller's.  "batch" is how many pop-ups go together.
 * Returns 0 or -1.
 */
int line_claim(struct line *line, struct db *db, size_t batch, int64_t now,
    struct err *err);

/* How many wait. */
size_t line_waits(const struct line *line);

/*
 * Takes from the line what goes together into "parcel"; something must wait.
 * "*people" becomes its people, one for each message, until the next claim: as
 * they are now, or were RESULTS_LATEST ago at most.  Returns 0 or -1.
 */
int line_take(struct line *line, struct db *db, struct parcel *parcel,
    const struct person **people, struct err *err);

/* Gives back what still waits, within a transaction of the caller's. */
int line_release(
    struct line *line, struct db *db, int64_t now, struct err *err);

#endif
