#ifndef CONFIG_PLACE_H
#define CONFIG_PLACE_H

#include <stddef.h>
#include <stdint.h>

#include "config/keep.h"
#include "config/mistakes.h"
#include "config/outline.h"

/* The longest value in bytes; no text on a page or in a mail is longer. */
#define PLACE_TEXT_MAX 500

/* Where in a file we are when a value is read, and what it may be. */
struct place {
	struct mistakes *mistakes;
	struct keep *keep;
	const struct section *section;
	const struct setting *setting;
	int64_t low, high; /* of a number */
	size_t *count;     /* of the values in "field", if it is a list */
};

/*
 * Reads a setting's values into the field of the configuration that it is for;
 * "field" points to it.  What is wrong is noted, and then the field is left
 * with what it can be.
 */
typedef void place_reader(const struct place *place, void *field);

/*
 * Notes that a value is wrong: the sentence goes behind the section, the
 * setting and the value.
 */
void place_wrong(const struct place *place, const struct value *value,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * The same for a setting that is not there, or for a section as a whole: the
 * sentence goes behind the section's kind and title.
 */
void place_lacks(struct mistakes *mistakes, const struct section *section,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * The same for a setting that does not go with others; it need not be set, when
 * the other one does not go with its default.
 */
void place_disagrees(struct mistakes *mistakes, const struct section *section,
    const char *name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
