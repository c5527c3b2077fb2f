#ifndef RENDER_SHELF_H
#define RENDER_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "render/catalogue.h"
#include "render/escape.h"
#include "render/mustache.h"

/* What a file is for, by the end of its name. */
struct shelf_kind {
	const char *suffix;
	bool compiled; /* a Mustache template, not just a text */
	enum escape escape;
};

struct shelf_item {
	char *name; /* "reminder.html" */
	char *path;
	char *text;
	const struct shelf_kind *kind;
	struct template *template; /* NULL when it is not compiled */
	struct err mistake;        /* why it cannot be used, or ERR_NONE */
};

#define SHELF_WORDS "words" /* the file of the catalogue, in each language */

/* What one language has.  Starts as {0}. */
struct shelf {
	char *language;
	struct shelf_item *items; /* by name */
	size_t count;
	size_t size;
	struct catalogue *words;
};

/*
 * Takes in a language's files from the operator's own folder ("" for none) and
 * the installed one, the first of those that templates.h lists; files of other
 * kinds are left alone.  What is wrong with a file is kept with it.  Of the
 * words all files count, the operator's most.
 *
 * Returns 0; or -1 with "err" (ERR_CONFIG) when a folder cannot be read, or
 * when words are missing or have a mistake.  Close in both cases.
 */
int shelf_open(struct shelf *shelf, const char *language, const char *own,
    const char *installed, struct err *err);
void shelf_close(struct shelf *shelf);

/* The file of that name, NULL when there is none. */
const struct shelf_item *shelf_find(
    const struct shelf *shelf, const char *name);

#endif
