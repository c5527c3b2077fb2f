#ifndef CONFIG_OUTLINE_H
#define CONFIG_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "config/keep.h"

/*
 * What stands in a configuration file, by section and setting and each with its
 * line, before anything is known of what it means.  All memory is of a keep;
 * what runs out of it leaves its mark there, and something out here.
 */
struct value {
	const char *text;
	int line;
	struct value *next;
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
	struct section *first; /* in the order of the file */
	struct section *last;
	bool whole; /* the file was understood up to its end */
};

/* Begins a section; NULL without memory. */
struct section *outline_open(struct outline *outline, struct keep *keep,
    const char *kind, const char *title, int line);

/* Adds a value to a setting of the section; a new setting if it is not there.
 */
void outline_add(struct section *section, struct keep *keep, const char *name,
    const char *text, int line);

/* The first section of that kind after "after" (NULL: of all); or NULL. */
const struct section *outline_section(const struct outline *outline,
    const char *kind, const struct section *after);

/* The setting of that name; NULL when it is not there, or the section is NULL.
 */
struct setting *outline_setting(
    const struct section *section, const char *name);

#endif
