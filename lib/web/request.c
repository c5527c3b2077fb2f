#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/text.h"
#include "web/multipart.h"
#include "web/request.h"
#include "web/route.h"

#define LIST_MAX (64 * 1024) /* bytes; more than a request may have */

static const char *const header_names[HEADERS] = {
    [HEADER_ACCEPT_LANGUAGE] = "Accept-Language",
    [HEADER_AUTHORIZATION] = "Authorization",
    [HEADER_CONTENT_TYPE] = "Content-Type",
    [HEADER_COOKIE] = "Cookie",
    [HEADER_IDEMPOTENCY_KEY] = "Idempotency-Key",
    [HEADER_IF_NONE_MATCH] = "If-None-Match",
    [HEADER_ORIGIN] = "Origin",
    [HEADER_SEC_FETCH_SITE] = "Sec-Fetch-Site",
    [HEADER_FORWARDED_FOR] = "X-Forwarded-For",
};

static void
wipe_text(char *text)
{
	if (text != NULL)
		hash_wipe(text, strlen(text));
	free(text);
}

/* The first one counts; the rest are dropped. */
static void
keep(char **place, const char *value)
{
	if (*place == NULL && strlen(value) <= REQUEST_HEADER_MAX)
		*place = text_copy(value);
}

const char *
request_method(enum method method)
{
	static const char *const names[] = {"GET", "POST", "other"};

	return names[method];
}

int
request_init(struct request *request, const char *method, const char *path)
{
	*request = (struct request){
	    .came_at = clock_microseconds(), .method = METHOD_OTHER};
	buf_init(&request->body, REQUEST_BODY_MAX);
	if (text_same(method, "GET") || text_same(method, "HEAD"))
		request->method = METHOD_GET;
	else if (text_same(method, "POST"))
		request->method = METHOD_POST;
	request->path = text_copy(path);
	if (request->path == NULL)
		return -1;
	request->route =
	    route_find(request->method, request->path, &request->parameter);
	return 0;
}

void
request_free(struct request *request)
{
	int i;

	wipe_text(request->path);
	for (i = 0; i < HEADERS; i++)
		wipe_text(request->headers[i]);
	free(request->language);
	free(request->user);
	free(request->organisation);
	free(request->popup);
	buf_wipe(&request->body);
	form_free(&request->form);
}

/*
 * Lines of one list make one (RFC 9110, section 5.3), of which the end counts:
 * a proxy adds there what it saw, however much the client sent before it.
 */
static void
keep_end(char **place, const char *value)
{
	struct buf all;
	size_t cut;

	buf_init(&all, LIST_MAX);
	if (*place != NULL)
		buf_format(&all, "%s,", *place);
	buf_text(&all, value);
	free(*place);
	cut = all.len > REQUEST_HEADER_MAX ? all.len - REQUEST_HEADER_MAX : 0;
	*place = all.failed || all.len == 0 ? NULL : text_copy(all.data + cut);
	buf_free(&all);
}

void
request_header(struct request *request, const char *name, const char *value)
{
	int i;

	for (i = 0; i < HEADERS; i++) {
		if (!text_same_nocase(header_names[i], name))
			continue;
		if (i == HEADER_FORWARDED_FOR)
			keep_end(&request->headers[i], value);
		else
			keep(&request->headers[i], value);
	}
}

void
request_query(struct request *request, const char *name, const char *value)
{
	if (text_same(name, "taal"))
		keep(&request->language, value);
	else if (text_same(name, "user"))
		keep(&request->user, value);
	else if (text_same(name, "organisation"))
		keep(&request->organisation, value);
	else if (text_same(name, "popup"))
		keep(&request->popup, value);
}

void
request_body(struct request *request, const char *data, size_t len)
{
	buf_add(&request->body, data, len);
	request->body_too_large = request->body.failed;
}

void
request_allow(struct request *request, size_t max)
{
	request->body.max = max;
}

int
request_form(struct request *request)
{
	if (request_has_type(request, MULTIPART_TYPE))
		return multipart_read(&request->form,
		    request_value(request, HEADER_CONTENT_TYPE),
		    request->body.data, request->body.len);
	if (!request_has_type(request, "application/x-www-form-urlencoded"))
		return -1;
	return form_read(&request->form, request->body.data, request->body.len);
}

const char *
request_value(const struct request *request, enum header header)
{
	const char *value = request->headers[header];

	return value == NULL ? "" : value;
}

bool
request_has_type(const struct request *request, const char *type)
{
	const char *value = request_value(request, HEADER_CONTENT_TYPE);
	size_t len = strcspn(value, "; \t");

	return len == strlen(type) && strncasecmp(value, type, len) == 0;
}
