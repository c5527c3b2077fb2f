#ifndef ROSTER_MEMBERS_H
#define ROSTER_MEMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "roster/known.h"

/*
 * The people of the institutions that are on a list: those of whom the list has
 * at least one.
 */
struct members {
	int64_t *missing; /* ids of whom the list has not */
	size_t count, size;
	size_t institutions; /* on the list */
	int64_t only;        /* the last of them: its id */

	/* The one of which the largest part is missing, if that is too much. */
	size_t too_few; /* institutions of which too much is missing */
	int64_t worst;  /* id */
	int64_t worst_missing, worst_people;
};

/*
 * Compares the store with the list.  More than "percent" of an institution is
 * too much.  Free with members_free in any case.  Returns 0 or -1.
 */
int members_compare(struct db *db, const struct known *known, int64_t percent,
    struct members *members, struct err *err);

/*
 * Says of which institution too much is missing, and how to go on if they have
 * left.  Always returns -1.
 */
int members_refuse(struct db *db, const struct members *members,
    const char *file, int64_t percent, struct err *err);
void members_free(struct members *members);

#endif
