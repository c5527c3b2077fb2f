#include <time.h>

#include "base/clock.h"
#include "web/guard.h"
#include "web/inside.h"
#include "web/metrics.h"
#include "web/route.h"
#include "web/site.h"
#include "web/trouble.h"

#define RETRY_AFTER "2" /* seconds; a night's run commits more often */

/* Microseconds, from no moment in particular. */
static int64_t
stopwatch(void)
{
	struct timespec now = {0, 0};

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* A route's handler, with a database where it needs one. */
static int
run(struct call *call, const struct route *route, struct pool *pool,
    struct answer *answer, struct err *err)
{
	int rc;

	if (route->kind == ROUTE_FIXED)
		return route->handler(call, answer, err);
	call->desk.db = route->method == METHOD_GET ? pool_read(pool, err)
						    : pool_take(pool, err);
	if (call->desk.db == NULL) {
		/* Whatever the reason: the site is out of service. */
		err->kind = ERR_LATER;
		return -1;
	}
	rc = route->handler(call, answer, err);
	pool_give(pool, call->desk.db);
	return rc;
}

static int
handle(struct call *call, const struct route *route, struct pool *pool,
    struct request *request, struct answer *answer, struct err *err)
{
	bool page = route->kind == ROUTE_PAGE || route->kind == ROUTE_FILE;

	if (request->body_too_large && route->kind != ROUTE_FILE)
		return trouble_answer(call, TROUBLE_SIZE, answer, err);
	if (route->method == METHOD_POST && page) {
		if (!guard_origin(request, call->web->config->enrol.base_url))
			return trouble_answer(
			    call, TROUBLE_ORIGIN, answer, err);
		if (!request->body_too_large && request_form(request) == -1)
			return trouble_answer(call, TROUBLE_FORM, answer, err);
	}
	return run(call, route, pool, answer, err);
}

size_t
site_room(const struct web *web, const struct request *request)
{
	const struct route *route;
	const char *parameter;

	if (route_find(request->method, request->path, &route, &parameter) ==
		ROUTE_FOUND &&
	    route->kind == ROUTE_FILE && inside_knows(web, request))
		return REQUEST_FILE_MAX;
	return REQUEST_BODY_MAX;
}

/* What a visitor is told of a mistake that is not the visitor's. */
static void
apologise(const struct call *call, enum err_kind kind, struct answer *answer)
{
	enum trouble trouble = kind == ERR_LATER ? TROUBLE_LATER : TROUBLE_OURS;
	struct err err;

	answer_free(answer);
	if (trouble == TROUBLE_LATER)
		answer_header(answer, "Retry-After", RETRY_AFTER);
	if (trouble_answer(call, trouble, answer, &err) == 0 &&
	    !answer->failed && !answer->body.failed)
		return;
	log_write(call->web->log, LOG_ERROR, "web: %s", err.text);
	answer_free(answer);
	trouble_bare(answer);
}

/* What is kept of a request: never the path, which may have a token in it. */
static void
record(const struct web *web, const struct request *request,
    const struct route *route, const struct answer *answer, int64_t start)
{
	int64_t took = stopwatch() - start;

	metrics_count(web->metrics,
	    route == NULL ? route_count() : route_number(route), answer->status,
	    took);
	log_write(web->log, LOG_INFO, "request %s %s status=%u us=%lld",
	    request_method(request->method),
	    route == NULL ? "-" : route->pattern, answer->status,
	    (long long)took);
}

void
site_answer(const struct web *web, struct pool *pool, struct request *request,
    struct answer *answer)
{
	struct err err = {ERR_INTERNAL, "an answer is too large"};
	int64_t start = stopwatch();
	const struct route *route;
	struct call call = {.web = web,
	    .request = request,
	    .language = request->language,
	    .desk = {.config = web->config,
		.keys = web->keys,
		.now = clock_now(web->clock),
		.actor = "web"}};
	int rc = -1;

	switch (route_find(
	    request->method, request->path, &route, &call.parameter)) {
	case ROUTE_FOUND:
		rc = handle(&call, route, pool, request, answer, &err);
		break;
	case ROUTE_METHOD:
		answer_header(answer, "Allow", route_allow(route));
		rc = trouble_answer(&call, TROUBLE_METHOD, answer, &err);
		break;
	case ROUTE_NONE:
		rc = trouble_answer(&call, TROUBLE_PATH, answer, &err);
		break;
	}
	if (rc == -1 || answer->failed || answer->body.failed) {
		log_write(web->log, LOG_ERROR, "web: %s", err.text);
		apologise(&call, err.kind, answer);
	}
	record(web, request, route, answer, start);
}
