#ifndef CONFIG_OUTLINE_H
#define CONFIG_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "config/keep.h"
#include "config/mistakes.h"

/*
 * What stands in a configuration file, by section and setting and each with its
 * line, before anything is known of what it means.
 */
struct value {
	const char *text;
	int line;
	const struct value *next;
};

struct setting {
	const char *name;
	int line;
	struct value *first; /* never NULL */
	struct value *last;
	size_t count; /* of values; 1 unless it is a list */
	struct setting *next;
};

struct section {
	const char *kind;  /* "" for what stands outside sections */
	const char *title; /* "" without one */
	int line;
	struct setting *first;
	struct setting *last;
	struct section *next;
};

struct outline {
	struct section *first; /* never NULL: the one of kind "" */
	struct section *last;
	bool whole; /* the file was understood up to its end */
};

/* The settings that a kind of section may have. */
struct outline_name {
	const char *name;
	bool list;
};

#define OUTLINE_NAMES_MAX 16 /* settings of one kind of section */

struct outline_kind {
	const char *kind; /* "" for what stands outside sections: the first */
	bool titled;
	struct outline_name names[OUTLINE_NAMES_MAX + 1]; /* to a NULL name */
};

#define OUTLINE_KINDS_MAX 12

/*
 * Reads "text" (from source_clean) with libconfuse; "kinds" says what may stand
 * there.  Notes as mistakes what it cannot understand: unknown names, settings
 * that stand twice, and the first slip of the pen, which is where reading ends
 * ("whole" is false then).  All memory is of "keep".  Returns 0, or -1 with
 * "err" without memory.
 */
int outline_read(struct outline *outline, const char *text,
    const struct outline_kind *kinds, size_t count, struct keep *keep,
    struct mistakes *mistakes, struct err *err);

/* The first section of that kind after "after" (NULL: of all); or NULL. */
const struct section *outline_section(const struct outline *outline,
    const char *kind, const struct section *after);

/* The setting of that name, NULL when it is not there. */
const struct setting *outline_setting(
    const struct section *section, const char *name);

#endif
