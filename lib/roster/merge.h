#ifndef ROSTER_MERGE_H
#define ROSTER_MERGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "model.h"
#include "roster/difference.h"
#include "roster/refusal.h"
#include "roster/row.h"

struct merge_setup {
	struct db *db;
	const struct config *config;
	int64_t now;
	const char *actor; /* for the events */
	const char *file;  /* the list's name, for the sentences */
	const struct refusal_sink *sink;
	int64_t only; /* id of the institution whose people these are; who is
			 another's is refused; 0 lets people move */

	/* The day up to which a person has time. */
	int64_t (*deadline)(
	    const struct config *config, const struct person *person);

	/* Called for each difference; NULL when only the counts matter. */
	void (*tell)(const struct difference *difference, void *context);
	void *context;
};

/*
 * Brings the rows of one list into the store, within a transaction of the
 * caller's.
 *
 * A user name that the list had already is refused, and so is an e-mail address
 * that is somebody else's, unless the configuration allows shared mailboxes;
 * of an address, capitals make no difference.  Addresses may change hands
 * within a list: rows that want one which is not free yet wait for the end.
 * A column that the list has not keeps what the store has.
 */
struct merge;

/* NULL with "err".  Free with merge_free. */
struct merge *merge_open(const struct merge_setup *setup, struct err *err);
void merge_free(struct merge *merge);

/* Whether nobody was in the store, and every row is of someone new. */
bool merge_is_first(const struct merge *merge);

/* Whether someone has exactly this line already; it is counted as unchanged. */
bool merge_knows(struct merge *merge, uint64_t hash, size_t line);

/* Brings one row in, or sends it to the sink.  Returns 0 or -1. */
int merge_row(
    struct merge *merge, const struct roster_row *row, struct err *err);

/* How the list ends. */
struct merge_ending {
	bool whole;      /* who is missing from its institutions has left */
	int64_t allowed; /* how many may leave, whatever part it is; or -1 */
	int64_t refused; /* rows of the list that were not brought */
};

/*
 * Settles what waited for the end.  Of a whole list, whoever is missing from an
 * institution that is on it has left; refused (ERR_DATA) when that is more than
 * the configured part of an institution, and not said to be allowed.  When a
 * row was refused nobody leaves: it may have been theirs.  Those that only want
 * an address that stays somebody else's are refused after that.  Returns 0 or
 * -1.
 */
int merge_end(
    struct merge *merge, const struct merge_ending *ending, struct err *err);

const struct difference_counts *merge_counts(const struct merge *merge);

/* How many rows were sent to the sink. */
int64_t merge_refused(const struct merge *merge);

/*
 * The institution of the list, after merge_end, when all of its rows are of
 * one, and how many of its people the list has not; "*organisation" is 0 for
 * several.  Returns 0 or -1.
 */
int merge_organisation(struct merge *merge, int64_t *organisation,
    int64_t *missing, struct err *err);

#endif
