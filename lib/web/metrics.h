#ifndef WEB_METRICS_H
#define WEB_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* What a server counts of its requests, from its start on. */
struct metrics;

/* NULL without memory.  Free with metrics_free. */
struct metrics *metrics_make(void);
void metrics_free(struct metrics *metrics);

/*
 * Counts a request that was answered: the number of its route, or
 * route_count() when it has none; the status; and the microseconds that it
 * took.  Any thread may; nothing happens for NULL.
 */
void metrics_count(struct metrics *metrics, size_t route, unsigned int status,
    int64_t microseconds);

/*
 * Adds them in the text format of Prometheus, 0.0.4.  A label has a route's
 * pattern and never a path.
 */
void metrics_write(const struct metrics *metrics, struct buf *out);

#endif
