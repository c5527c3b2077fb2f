#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/*
 * The only place that asks the system for the time.  Instants are Unix seconds
 * (UTC).  A clock that is set stands still: a rehearsal's night has one time.
 */
struct clock {
	int64_t fixed; /* Unix seconds, or CLOCK_RUNS */
};

#define CLOCK_RUNS (-1)

#define CLOCK_MINUTE INT64_C(60) /* seconds */
#define CLOCK_HOUR INT64_C(3600) /* seconds */
#define CLOCK_DAY INT64_C(86400) /* seconds; of UTC, not of a calendar day */

int64_t clock_now(const struct clock *clock);

/*
 * Milliseconds that only go forward, from some moment on: for waiting, which a
 * clock that is set does not stop.
 */
#define CLOCK_TICKS INT64_C(1000) /* in a second */
int64_t clock_ticks(void);

/* The same in microseconds, for telling how long something took. */
int64_t clock_microseconds(void);

/*
 * Sets the zone (an IANA name such as "Europe/Amsterdam") in which day_* works.
 * It holds for the whole process, so it is called once, before any thread is
 * started.  Returns 0, or -1 with "err" when the system has no such zone.
 */
int clock_zone(const char *name, struct err *err);

/* Instants as RFC 3339 in UTC: "2026-10-23T07:00:00Z" and its NUL. */
#define CLOCK_TEXT_SIZE sizeof("2026-10-23T07:00:00Z")
void clock_text(int64_t instant, char out[CLOCK_TEXT_SIZE]);

/*
 * Reads "2026-10-23T07:00:00Z", or in the zone "2026-10-23T09:00" (seconds
 * optional, a blank for the T), or "2026-10-23" for its first moment.  Returns
 * 0, or -1 when it is none of them.
 */
int clock_parse(const char *text, int64_t *instant);

#endif
