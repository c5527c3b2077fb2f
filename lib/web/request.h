#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "store/offer.h"
#include "web/client.h"
#include "web/form.h"

/*
 * Most bytes of a body; our forms and calls stay far under it.  One that brings
 * a file may have more, from who may send one: see site_room().
 */
#define REQUEST_BODY_MAX (16 * 1024)
#define REQUEST_FILE_MAX (REQUEST_BODY_MAX + OFFER_TEXT_MAX)

/*
 * Most bytes of one header line that is kept; longer ones count as absent, and
 * of X-Forwarded-For the end is kept.
 */
#define REQUEST_HEADER_MAX (4 * 1024)

enum method {
	METHOD_GET, /* also HEAD, whose body is left out on the way back */
	METHOD_POST,
	METHOD_OTHER
};

/* The headers that somebody looks at. */
enum header {
	HEADER_ACCEPT_LANGUAGE,
	HEADER_AUTHORIZATION,
	HEADER_CONTENT_TYPE,
	HEADER_COOKIE,
	HEADER_IDEMPOTENCY_KEY,
	HEADER_IF_NONE_MATCH,
	HEADER_ORIGIN,
	HEADER_SEC_FETCH_SITE,
	HEADER_FORWARDED_FOR
};
#define HEADERS 9

struct route;

/* What came in.  Texts are NUL-terminated and belong to the request. */
struct request {
	int64_t came_at; /* of clock_microseconds */
	enum method method;
	char *path;                /* decoded, without the query */
	const struct route *route; /* of route_find */
	const char *parameter;     /* for its "*", in "path" */
	char *headers[HEADERS];    /* NULL when absent */
	char *language;            /* of "?taal=", NULL without */
	char *user;                /* of "?user=", NULL without */
	char *organisation;        /* of "?organisation=", NULL without */
	char *popup;               /* of "?popup=", NULL without */
	char client[CLIENT_SIZE];  /* whom guesses are counted by, or "" */
	struct buf body;
	bool body_too_large;
	struct form form; /* empty until request_form */
};

/* "GET", "POST" or "other". */
const char *request_method(enum method method);

/* A request without headers and body.  Returns 0, or -1 without memory. */
int request_init(struct request *request, const char *method, const char *path);

/* Wipes what may be secret. */
void request_free(struct request *request);

/*
 * A header or a query's field; ones that nobody looks at are dropped, and of
 * those that come twice the second, but for X-Forwarded-For, which is a list.
 */
void request_header(
    struct request *request, const char *name, const char *value);
void request_query(
    struct request *request, const char *name, const char *value);

/* The next bytes of the body. */
void request_body(struct request *request, const char *data, size_t len);

/* Lets the body have "max" bytes; before there are any. */
void request_allow(struct request *request, size_t max);

/*
 * Reads the body as a form.  Returns 0, or -1 when it has another content type
 * or is none.
 */
int request_form(struct request *request);

/* "" when absent. */
const char *request_value(const struct request *request, enum header header);

/* Whether the body's media type is this one, whatever its parameters. */
bool request_has_type(const struct request *request, const char *type);

#endif
