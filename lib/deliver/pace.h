#ifndef DELIVER_PACE_H
#define DELIVER_PACE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Holds to so many a minute, evenly: what was not used is kept for a second at
 * most.  Instants are clock_ticks().
 */
struct pace {
	int64_t per_minute; /* 0: as many as one likes */
	int64_t last;       /* when it was looked at */
	int64_t credit;     /* in parts of one, PACE_ONE of which are one */
};

#define PACE_ONE INT64_C(60000) /* milliseconds of a minute */

void pace_begin(struct pace *pace, int64_t per_minute, int64_t now);

/* Whether one more may go; then it counts as gone. */
bool pace_take(struct pace *pace, int64_t now);

/* Milliseconds until one more may go. */
int64_t pace_wait(const struct pace *pace, int64_t now);

#endif
