#ifndef RENDER_TAGS_H
#define RENDER_TAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define TAGS_NAME_MAX 64 /* bytes of a name; longer ones are mistakes */

enum tag_kind {
	TAG_TEXT,      /* what stands between tags */
	TAG_VALUE,     /* {{name}} */
	TAG_RAW,       /* {{{name}}}, {{&name}} */
	TAG_SECTION,   /* {{#name}} */
	TAG_INVERTED,  /* {{^name}} */
	TAG_CLOSE,     /* {{/name}} */
	TAG_PARTIAL,   /* {{>name}} */
	TAG_COMMENT,   /* {{! anything }} */
	TAG_DELIMITERS /* {{=<% %>=}} */
};

/*
 * A piece of a Mustache template.  A tag that stands alone on its line, values
 * aside, is taken out together with the line.
 */
struct tag {
	enum tag_kind kind;
	const char *text; /* TAG_TEXT: itself; else the name */
	size_t len;
	const char *indent; /* TAG_PARTIAL: blanks before one that is alone */
	size_t indent_len;
	size_t line;     /* from 1 */
	bool line_start; /* begins a line that is left in */
	size_t close;    /* a section's TAG_CLOSE, see sections_pair() */
};

struct tags {
	struct tag *list;
	size_t count;
	size_t size;
};

/*
 * Cuts "text" into tags, which point into it.  Returns 0; or -1 with "err"
 * (ERR_CONFIG), where "name" stands for the file:
 *
 *	welcome.html:12: "first name" is no name; names have letters, ...
 *
 * Free with tags_free in both cases.
 */
int tags_read(
    const char *name, const char *text, struct tags *tags, struct err *err);
void tags_free(struct tags *tags);

#endif
