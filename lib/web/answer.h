#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Most headers that one answer has besides its type. */
#define ANSWER_HEADERS 12

/* Most bytes of a body; the largest page, with its QR, is 40 KB. */
#define ANSWER_BODY_MAX (256 * 1024)

/* Most bytes of a header's value; a cookie with an address to go back to. */
#define ANSWER_VALUE_MAX 2048

struct answer_header {
	const char *name; /* a constant */
	char *value;
};

/* What goes back.  Knows nothing of how it gets there. */
struct answer {
	unsigned int status; /* of HTTP */
	const char *type;    /* a constant */
	struct buf body;     /* may hold secrets */
	struct answer_header headers[ANSWER_HEADERS];
	size_t count;
	bool failed; /* a header did not fit */
};

/* An empty answer "200 OK".  Free with answer_free, which wipes it. */
void answer_init(struct answer *answer);
void answer_free(struct answer *answer);

/*
 * Adds a header; a failure sticks.  A value with a control character in it is
 * one (it could begin a header of its own).
 */
void answer_header(struct answer *answer, const char *name, const char *value);

/* Adds a Set-Cookie; with a value of "" the cookie ends. */
void answer_cookie(struct answer *answer, const char *name, const char *value);

/* The value of a header that was added; NULL when there is none. */
const char *answer_value(const struct answer *answer, const char *name);

/* "303 See Other": the browser gets "location" with GET (RFC 9110, 15.4.4). */
void answer_redirect(struct answer *answer, const char *location);

#endif
