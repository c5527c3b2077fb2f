#ifndef ROSTER_CLAIM_H
#define ROSTER_CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "roster/row.h"

/* A row that wants an e-mail address which somebody else has as yet. */
struct claim {
	struct roster_row row; /* its person's id is 0 for someone new; its
				  "raw" is a copy */
	int64_t holder;        /* id of who has the address; 0: free now */
	bool lost;             /* does not get it */
};

/* Starts as {0}. */
struct claims {
	struct claim *list;
	size_t count, size;
};

void claims_free(struct claims *claims);

/* Adds one; returns 0, or -1 without memory. */
int claims_add(struct claims *claims, const struct roster_row *row);

/*
 * Says who gets what they want, when each "holder" is known: an address is
 * free, or is given up by a holder who has a claim of the same list and gets
 * what that one wants.
 */
void claims_settle(struct claims *claims);

#endif
