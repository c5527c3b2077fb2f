#ifndef WEB_CALLER_H
#define WEB_CALLER_H

#include <stddef.h>

#include "store/replay.h"
#include "store/scope.h"
#include "web/web.h"

struct json_t;

#define CALLER_ACTOR "host:"
#define CALLER_ACTOR_SIZE (sizeof(CALLER_ACTOR) + LABEL_MAX)

/* What a call has to know of whom it names as "user". */
enum calling_about {
	ABOUT_NOBODY, /* it names nobody */
	ABOUT_PERSON,
	ABOUT_FOOTING /* only where the person stands */
};

/* A host app that calls, with a good key. */
struct caller {
	const struct call *call;
	struct desk desk; /* its actor is "host:NAME" */
	char actor[CALLER_ACTOR_SIZE];
	struct json_t *body;    /* NULL for GET */
	struct person person;   /* of ABOUT_PERSON */
	struct footing footing; /* of ABOUT_FOOTING */
};

/* What a call is about.  Returns 0, or -1 with "err". */
typedef int caller_action(
    const struct caller *caller, struct answer *answer, struct err *err);

/* A call of the API. */
struct calling {
	enum scope scope; /* which the key must have */
	enum calling_about about;
	caller_action *action;
};

/*
 * Runs what a call is about once everything before it is in order: the key, the
 * body of a POST, and the person.  If something is not, the answer is a problem
 * document.  Returns 0, or -1 with "err".
 */
int caller_serve(const struct call *call, const struct calling *calling,
    struct answer *answer, struct err *err);

/* A text of the body of at most "max" bytes, NULL when there is none. */
const char *caller_text(
    const struct caller *caller, const char *name, size_t max);

/* Whether the body has a member of that name. */
bool caller_has(const struct caller *caller, const char *name);

/* Begins an answer of JSON, whose body is for the caller to fill. */
void caller_answer(struct answer *answer, unsigned int status);

/* The same with a body; takes "object", NULL when it could not be made. */
int caller_send(struct answer *answer, unsigned int status,
    struct json_t *object, struct err *err);

/*
 * The key by which the host app knows the call, in or without the quotes of a
 * structured header (RFC 8941, section 3.3.3); "" when it gives none.  Returns
 * NULL when it is none of 1 to REPLAY_KEY_MAX visible characters.
 */
const char *caller_key(
    const struct caller *caller, char key[REPLAY_KEY_MAX + 1]);

/* "422 Unprocessable Content", with the constant "detail".  Returns 0. */
int caller_mixed_up(struct answer *answer, const char *detail);

/* "400 Bad Request", with the constant "detail".  Returns 0. */
int caller_refuse(struct answer *answer, const char *detail);

/* "404 Not Found", the same way. */
int caller_missing(struct answer *answer, const char *detail);

#endif
