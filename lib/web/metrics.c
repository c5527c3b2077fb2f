#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "web/metrics.h"
#include "web/route.h"

#define CLASSES 6 /* of a status, by its first digit; 0 for none */
#define MILLION 1000000

typedef atomic_uint_fast64_t counter;

/* Upper bounds in microseconds; the last bucket has none. */
static const int64_t bounds[] = {1000, 5000, 25000, 100000, 500000, 2500000};
#define BOUNDS (sizeof(bounds) / sizeof(bounds[0]))

struct metrics {
	counter buckets[BOUNDS + 1];
	counter microseconds;       /* of all */
	counter answers[][CLASSES]; /* by route; the last is for none */
};

struct metrics *
metrics_make(void)
{
	return calloc(1,
	    sizeof(struct metrics) +
		(route_count() + 1) * sizeof(counter[CLASSES]));
}

void
metrics_free(struct metrics *metrics)
{
	free(metrics);
}

static void
add(counter *to, int64_t number)
{
	atomic_fetch_add_explicit(to, (uint64_t)number, memory_order_relaxed);
}

void
metrics_count(struct metrics *metrics, size_t route, unsigned int status,
    int64_t microseconds)
{
	unsigned int class = status / 100;
	size_t bucket = 0;

	if (metrics == NULL)
		return;
	while (bucket < BOUNDS && microseconds > bounds[bucket])
		bucket++;
	add(&metrics->answers[route][class < CLASSES ? class : 0], 1);
	add(&metrics->buckets[bucket], 1);
	add(&metrics->microseconds, microseconds);
}

static void
begin(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_format(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
write_answers(const struct metrics *metrics, struct buf *out)
{
	static const char name[] = "twofold_http_requests_total";
	const struct route *route;
	uint64_t count;
	size_t i, class;

	begin(out, name, "counter", "Requests that were answered.");
	for (i = 0; i <= route_count(); i++) {
		route = i < route_count() ? route_at(i) : NULL;
		for (class = 0; class < CLASSES; class ++) {
			count = metrics->answers[i][class];
			if (count == 0)
				continue;
			buf_format(out,
			    "%s{method=\"%s\",route=\"%s\",status=\"%zuxx\"}"
			    " %" PRIu64 "\n",
			    name,
			    route == NULL ? "-" : request_method(route->method),
			    route == NULL ? "-" : route->pattern, class, count);
		}
	}
}

static void
write_seconds(const struct metrics *metrics, struct buf *out)
{
	static const char name[] = "twofold_http_request_seconds";
	uint64_t count = 0;
	size_t i;

	begin(out, name, "histogram", "How long an answer took to make.");
	for (i = 0; i < BOUNDS; i++) {
		count += metrics->buckets[i];
		buf_format(out, "%s_bucket{le=\"%g\"} %" PRIu64 "\n", name,
		    (double)bounds[i] / MILLION, count);
	}
	count += metrics->buckets[BOUNDS];
	buf_format(out,
	    "%s_bucket{le=\"+Inf\"} %" PRIu64 "\n%s_sum %.6f\n%s_count %" PRIu64
	    "\n",
	    name, count, name, (double)metrics->microseconds / MILLION, name,
	    count);
}

void
metrics_write(const struct metrics *metrics, struct buf *out)
{
	if (metrics == NULL)
		return;
	write_answers(metrics, out);
	write_seconds(metrics, out);
}
