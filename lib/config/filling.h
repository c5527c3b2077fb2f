#ifndef CONFIG_FILLING_H
#define CONFIG_FILLING_H

#include <stddef.h>

#include "config/keep.h"
#include "config/mistakes.h"
#include "config/outline.h"
#include "config/rules.h"

/*
 * From what a configuration is filled.  Each value that is wrong and (if the
 * outline is whole) each setting that is missing is noted.
 */
struct filling {
	const struct outline *outline;
	struct keep *keep;
	struct mistakes *mistakes;
};

/*
 * Fills the struct of a kind of section that there is one of.  Its fields stay
 * as they are where nothing is set and the rules have no default.
 */
void filling_one(
    const struct filling *filling, const struct rules *rules, void *target);

/*
 * Fills an array of structs of "size" bytes, each first a copy of "blank", for
 * a kind that there are any number of, each with a name of its own.  "*count"
 * is how many; 0 also without memory.
 */
void *filling_many(const struct filling *filling, const struct rules *rules,
    const void *blank, size_t size, size_t *count);

/*
 * Notes a section's name when it is not of a to z, 0 to 9 and -, is longer than
 * LABEL_MAX, or is also the name of an earlier section of its kind.
 */
void filling_title(
    const struct filling *filling, const struct section *section);

#endif
