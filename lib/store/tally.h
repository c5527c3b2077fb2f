#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/* How many people, and how many in each state; who has left is not counted. */
struct tally {
	int64_t population;
	int64_t states[STATES]; /* by enum person_state; they add up */
	int64_t unreachable;    /* not enrolled, and the mailbox is gone */
};

/*
 * The tallies of all organisations, by name; each row is read with tally_row.
 * NULL with "err".
 */
struct db_rows *tally_by_organisation(struct db *db, struct err *err);
void tally_row(struct db_rows *rows, struct organisation *organisation,
    struct tally *tally);

/* The tally of one organisation.  Returns 0 or -1. */
int tally_of(
    struct db *db, int64_t organisation, struct tally *tally, struct err *err);

/* The tally of all of them together. */
int tally_all(struct db *db, struct tally *tally, struct err *err);

/*
 * How many of an organisation there were at an instant, and how many of them
 * had a second factor then, as far as the store still knows.  Returns 0 or -1.
 */
int tally_team(struct db *db, int64_t organisation, int64_t at, int64_t *total,
    int64_t *enrolled, struct err *err);

/* Adds one tally to another. */
void tally_add(struct tally *sum, const struct tally *tally);

#endif
