#ifndef REPORT_WAITS_H
#define REPORT_WAITS_H

#include <stdint.h>

#define WAITS_HOURS (24 * 366) /* that are told apart */

/* How long people took from the invitation to it.  Begins as zeros. */
struct waits {
	int64_t people;
	int64_t hours[WAITS_HOURS]; /* people, by how many whole hours */
};

/* Counts somebody who took so many seconds. */
void waits_add(struct waits *waits, int64_t seconds);

/* Counts as well whom others have counted. */
void waits_join(struct waits *waits, const struct waits *other);

/* The hours within which so many in a hundred did it; 0 when nobody did. */
int64_t waits_within(const struct waits *waits, int64_t percent);

#endif
