#ifndef RENDER_MUSTACHE_H
#define RENDER_MUSTACHE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "render/escape.h"
#include "render/value.h"

/*
 * Mustache as in the core modules of its specification (mustache/spec:
 * comments, delimiters, interpolation, inverted, partials, sections); none of
 * the optional ones (lambdas, inheritance, dynamic names).  Where the
 * specification leaves it open:
 *
 *	- an empty text is false, as a missing name, false and an empty list
 *	  are; a text such as "0" and an object are true;
 *	- a name has letters, digits, "_" and "-", and dots between its parts;
 *	- of a list or an object nothing is written, of a boolean "true" or
 *	  "false".
 *
 * A template is compiled once and rendered many times, by several threads at
 * once if need be.
 */
struct template;

#define MUSTACHE_PARTIALS_MAX 32 /* partials in one another */

/* Tags in one rendering, so that partials that multiply come to an end. */
#define MUSTACHE_TAGS_MAX 10000000

struct mustache_target {
	enum escape escape;

	/*
	 * Refuses a name that is nowhere in the data, that of a section as well
	 * as that of a value, a value that is no text, and a partial that is
	 * not there, all of which otherwise give nothing.  What stands in a
	 * section that is left out is not looked at.
	 */
	bool strict;

	/*
	 * Finds the partial of that name: 0 with it, or with NULL when there is
	 * none; -1 with "err" when it cannot be used.  May be NULL: no
	 * partials.
	 */
	int (*partial)(const void *arg, const char *name,
	    const struct template **template, struct err *err);
	const void *arg;
};

/*
 * Compiles "text"; "name" stands for it in sentences.  Both are copied.
 * Returns 0 and the template, to free with mustache_free; or -1 with "err"
 * (ERR_CONFIG):
 *
 *	welcome.html:12: section "admin" is not closed
 */
int mustache_compile(const char *name, const char *text,
    struct template **template, struct err *err);
void mustache_free(struct template *template);

/*
 * Adds what the template gives with "data" to "out".  Returns 0; or -1 with
 * "err" naming the template and line, and then a part may stand in "out":
 * ERR_CONFIG for a mistake in the template, ERR_DATA when a value cannot stand
 * where it is put (a control character in a header), ERR_INTERNAL when "out" is
 * full.
 */
int mustache_render(const struct template *template, const struct value *data,
    const struct mustache_target *target, struct buf *out, struct err *err);

#endif
