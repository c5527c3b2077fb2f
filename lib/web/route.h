#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include <stdbool.h>

#include "web/request.h"
#include "web/web.h"

/* Longest parameter in a path; our tokens have 50 characters. */
#define ROUTE_PARAMETER_MAX 128

enum route_kind {
	ROUTE_FIXED, /* needs no database */
	ROUTE_PAGE,  /* for people; its POST is a form from a page of ours */
	ROUTE_FILE,  /* the same for a form that brings a file, by who is
			inside; it is told itself when that is too large */
	ROUTE_API    /* for host apps: JSON, problem documents */
};

struct route {
	enum method method;
	const char *pattern; /* a "*" at the end is the parameter */
	enum route_kind kind;
	handler *handler;
};

/*
 * The route of a path; one for another method when the path is there for that
 * only; NULL when there is no such path.  "parameter" gets what stands for the
 * "*", which points into "path"; "" without.  A parameter has letters, digits,
 * "-" and "_" only.
 */
const struct route *route_find(
    enum method method, const char *path, const char **parameter);

/* Which methods a route's path knows, for the header Allow. */
const char *route_allow(const struct route *route);

/* Whether who asks for the path is a program, which wants no pages. */
bool route_is_api(const char *path);

/* All of them, by number from 0 to below route_count(). */
size_t route_count(void);
const struct route *route_at(size_t i);
size_t route_number(const struct route *route);

#endif
