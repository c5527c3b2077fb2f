#ifndef CONFIG_GRAMMAR_H
#define CONFIG_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "config/mistakes.h"
#include "config/outline.h"

#define GRAMMAR_NAMES_MAX 16 /* settings of one kind of section */
#define GRAMMAR_KINDS_MAX 24 /* kinds of section */

struct grammar_name {
	const char *name;
	bool list;
};

/* What one kind of section may have. */
struct grammar_kind {
	const char *kind;
	bool titled; /* has a name of its own, in quotes */
	size_t count;
	struct grammar_name names[GRAMMAR_NAMES_MAX];
};

/* The file's form; the first kind, "", is what stands outside sections. */
struct grammar {
	size_t count;
	struct grammar_kind kinds[GRAMMAR_KINDS_MAX];
};

/*
 * Reads "text" (as source_clean leaves it) with libconfuse into an outline
 * which is empty ({0}) before and begins with the section "" afterwards.  Notes
 * as mistakes what has not the form of the grammar: unknown names, settings
 * that stand twice, and the first slip in the syntax, which is where reading
 * ends ("whole" is false then).  Returns 0, or -1 with "err" when memory runs
 * out.
 */
int grammar_read(const struct grammar *grammar, const char *text,
    struct keep *keep, struct outline *outline, struct mistakes *mistakes,
    struct err *err);

#endif
