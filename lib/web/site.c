#include "base/clock.h"
#include "web/api.h"
#include "web/guard.h"
#include "web/inside.h"
#include "web/metrics.h"
#include "web/route.h"
#include "web/site.h"
#include "web/trouble.h"

#define RETRY_AFTER "2" /* seconds; a night's run commits more often */

/* Whether the request is one that its route is for. */
static bool
fits(const struct request *request)
{
	return request->route != NULL &&
	    request->route->method == request->method;
}

static bool
is_page(const struct route *route)
{
	return route->kind == ROUTE_PAGE || route->kind == ROUTE_FILE;
}

/* A route's handler, with a database of the pool's where it needs one. */
static int
run(struct call *call, const struct route *route, struct pool *pool,
    struct answer *answer, struct err *err)
{
	int rc;

	if (route->kind == ROUTE_FIXED || pool == NULL)
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
	if (request->body_too_large && route->kind != ROUTE_FILE)
		return trouble_answer(call, TROUBLE_SIZE, answer, err);
	if (route->method == METHOD_POST && is_page(route)) {
		if (!guard_origin(request, call->web->config->enrol.base_url))
			return trouble_answer(
			    call, TROUBLE_ORIGIN, answer, err);
		if (!request->body_too_large && request_form(request) == -1)
			return trouble_answer(call, TROUBLE_FORM, answer, err);
	}
	return run(call, route, pool, answer, err);
}

/*
 * When the address may come with a link or a form again; 0: it may now.  Links
 * are the pages with a parameter.
 */
static int64_t
retry_at(const struct call *call, const struct route *route)
{
	struct crowd *crowd = call->web->crowd;
	const char *client = call->request->client;
	int64_t now = call->desk.now, links = 0, forms = 0;

	if (call->parameter[0] != '\0')
		links = crowd_retry_at(crowd, client, CROWD_LINKS, now);
	if (route->method == METHOD_POST)
		forms = crowd_retry_at(crowd, client, CROWD_FORMS, now);
	return links > forms ? links : forms;
}

/* The same for pages, where it counts what was wrong by the address. */
static int
handle_page(struct call *call, const struct route *route, struct pool *pool,
    struct request *request, struct answer *answer, struct err *err)
{
	int64_t until = retry_at(call, route);

	if (until != 0)
		return trouble_crowd(call, until, answer, err);
	if (handle(call, route, pool, request, answer, err) == -1)
		return -1;
	if (answer->status == 404)
		crowd_count(call->web->crowd, request->client, CROWD_LINKS,
		    call->desk.now);
	else if (answer->status == 422)
		crowd_count(call->web->crowd, request->client, CROWD_FORMS,
		    call->desk.now);
	return 0;
}

size_t
site_room(const struct web *web, const struct request *request)
{
	const struct route *route = request->route;

	if (fits(request) && route->kind == ROUTE_FILE &&
	    inside_knows(web, request))
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

static struct call
call_of(const struct web *web, struct db *db, const struct request *request)
{
	struct err err;

	/* A master key may have come or gone; the others work all the same. */
	if (keyring_keep_up(web->keys, &err) == -1)
		log_write(web->log, LOG_ERROR, "web: %s", err.text);
	return (struct call){.web = web,
	    .request = request,
	    .language = request->language,
	    .parameter = request->parameter,
	    .desk = {.config = web->config,
		.keys = web->keys,
		.db = db,
		.now = clock_now(web->clock),
		.actor = "web"}};
}

/* With the database, or with one of the pool's. */
static void
respond(const struct web *web, struct db *db, struct pool *pool,
    struct request *request, struct answer *answer)
{
	struct call call = call_of(web, db, request);
	struct err err = {ERR_INTERNAL, "an answer is too large"};
	const struct route *route = request->route;
	int rc;

	if (route == NULL) {
		rc = trouble_answer(&call, TROUBLE_PATH, answer, &err);
	} else if (!fits(request)) {
		answer_header(answer, "Allow", route_allow(route));
		rc = trouble_answer(&call, TROUBLE_METHOD, answer, &err);
	} else {
		rc = is_page(route)
		    ? handle_page(&call, route, pool, request, answer, &err)
		    : handle(&call, route, pool, request, answer, &err);
	}
	if (rc == -1 || answer->failed || answer->body.failed) {
		log_write(web->log, LOG_ERROR, "web: %s", err.text);
		apologise(&call, err.kind, answer);
	}
}

enum site_work
site_work(const struct web *web, const struct request *request)
{
	const struct route *route = request->route;

	if (!fits(request))
		return SITE_READS;
	if (request->method == METHOD_POST)
		return route->kind == ROUTE_API ? SITE_WRITES_BRIEFLY
						: SITE_WRITES;
	/* It counts what it would have said. */
	return route->handler == api_gate &&
		web->config->gate.mode != GATE_ENFORCE
	    ? SITE_WRITES_BRIEFLY
	    : SITE_READS;
}

void
site_answer(const struct web *web, struct pool *pool, struct request *request,
    struct answer *answer)
{
	respond(web, NULL, pool, request, answer);
	site_record(web, request, answer);
}

void
site_write(const struct web *web, struct db *db, struct request *request,
    struct answer *answer)
{
	respond(web, db, NULL, request, answer);
}

void
site_excuse(const struct web *web, const struct request *request,
    struct answer *answer, const struct err *why)
{
	struct call call = call_of(web, NULL, request);

	log_write(web->log, LOG_ERROR, "web: %s", why->text);
	apologise(&call, ERR_LATER, answer);
}

/* Never the path, which may have a token in it. */
void
site_record(const struct web *web, const struct request *request,
    const struct answer *answer)
{
	int64_t took = clock_microseconds() - request->came_at;
	const struct route *route = request->route;

	metrics_count(web->metrics,
	    route == NULL ? route_count() : route_number(route), answer->status,
	    took);
	log_write(web->log, LOG_INFO, "request %s %s status=%u us=%lld",
	    request_method(request->method),
	    route == NULL ? "-" : route->pattern, answer->status,
	    (long long)took);
}
