#ifndef RENDER_CONTEXT_H
#define RENDER_CONTEXT_H

#include <stddef.h>

#include "render/value.h"

#define CONTEXT_MAX 64 /* values; sections within sections and partials */

/* The values in which a template is at the moment, the innermost last. */
struct context {
	const struct value *values[CONTEXT_MAX];
	size_t count;
};

/* Returns 0, or -1 when there are CONTEXT_MAX already. */
int context_push(struct context *context, const struct value *value);
void context_pop(struct context *context);

/*
 * The value of a name: "." is the innermost value; the first part of "a.b.c" is
 * looked for from the innermost value outward, the others only in the one
 * before.  NULL when there is none.
 */
const struct value *context_find(
    const struct context *context, const char *name, size_t len);

/* A name of the context that is near to "name", NULL when none is. */
const char *context_nearest(const struct context *context, const char *name);

#endif
