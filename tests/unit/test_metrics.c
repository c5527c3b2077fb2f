#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/metrics.h"
#include "web/route.h"

#define MAX 16384 /* bytes */

/* The number of a route, by its pattern. */
static size_t
number_of(const char *pattern)
{
	size_t i;

	for (i = 0; i < route_count(); i++) {
		if (strcmp(route_at(i)->pattern, pattern) == 0)
			return i;
	}
	fail_msg("no route %s", pattern);
	return 0;
}

static void
assert_has(const struct buf *out, const char *line)
{
	if (strstr(out->data, line) == NULL)
		fail_msg("no \"%s\" in:\n%s", line, out->data);
}

static void
test_counts(void **state)
{
	struct metrics *metrics = metrics_make();
	struct buf out;

	(void)state;
	assert_non_null(metrics);
	buf_init(&out, MAX);
	metrics_count(metrics, number_of("/v1/gate"), 200, 900);
	metrics_count(metrics, number_of("/v1/gate"), 200, 1000);
	metrics_count(metrics, number_of("/v1/gate"), 401, 1001);
	metrics_count(metrics, number_of("/e/*"), 200, 20000);
	metrics_count(metrics, route_count(), 404, 9000000);
	metrics_write(metrics, &out);
	assert_has(&out,
	    "\ntwofold_http_requests_total{method=\"GET\",route=\"/v1/gate\","
	    "status=\"2xx\"} 2\n");
	assert_has(&out, "route=\"/v1/gate\",status=\"4xx\"} 1\n");
	assert_has(&out, "route=\"/e/*\",status=\"2xx\"} 1\n");
	assert_has(&out, "{method=\"-\",route=\"-\",status=\"4xx\"} 1\n");
	/* Buckets are cumulative. */
	assert_has(&out, "_bucket{le=\"0.001\"} 2\n");
	assert_has(&out, "_bucket{le=\"0.005\"} 3\n");
	assert_has(&out, "_bucket{le=\"0.025\"} 4\n");
	assert_has(&out, "_bucket{le=\"2.5\"} 4\n");
	assert_has(&out, "_bucket{le=\"+Inf\"} 5\n");
	assert_has(&out, "_seconds_sum 9.022901\n");
	assert_has(&out, "_seconds_count 5\n");
	buf_free(&out);
	metrics_free(metrics);
}

static void
test_nobody_counts(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, MAX);
	metrics_count(NULL, 0, 200, 1);
	metrics_write(NULL, &out);
	assert_int_equal(out.len, 0);
	metrics_free(NULL);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_nobody_counts),
	};

	return cmocka_run_group_tests_name("metrics", tests, NULL, NULL);
}
