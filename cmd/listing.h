#ifndef LISTING_H
#define LISTING_H

#include <stdio.h>

#include "campaign.h"
#include "roster/merge.h"
#include "roster/roster.h"

/* How one list is imported. */
struct listing_setup {
	struct roster_setup roster;
	const char *name; /* of the list in what is said; NULL: the file's */
	struct merge_ending ending;
	const char *rejects; /* where the refused lines go; NULL for nowhere */
	FILE *messages;      /* what is said of the file and its lines */
	const struct difference_sink *differences; /* NULL for none */
	const struct refusal_sink *refusals; /* hears of each; NULL for none */
	int64_t only;  /* institution, by id, that may have these people; 0:
			  any, and people move */
	bool brief;    /* not how the file is written */
	bool progress; /* someone waits for it at a terminal */
};

struct listing {
	struct roster_summary summary;
	struct difference_counts counts;
	int64_t refused;      /* rows */
	int64_t organisation; /* id, when the list is of one; else 0 */
	int64_t missing;      /* of that one, who are not on the list */
	int64_t before;       /* when the same file was imported; 0: never */
	int64_t imported;     /* id of its row */
};

/*
 * Imports one list within the caller's transaction, with an event and a row of
 * its own.  What is refused is counted, and told in "messages": of each column
 * the first few.  Returns 0, or -1 with "err" when the list as a whole cannot
 * be imported.
 */
int listing_import(struct campaign_set *set, const char *file,
    const struct listing_setup *setup, struct listing *listing,
    struct err *err);

/*
 * Why all of a list is refused, without the path by which it was read and
 * without its name.
 */
const char *listing_trouble(
    const char *path, const char *name, const struct err *err);

#endif
