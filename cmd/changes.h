#ifndef CHANGES_H
#define CHANGES_H

#include <stdio.h>

#include "listing.h"

/* What a list changed, for people and for programs. */

/* A line for one difference; "out" is the FILE. */
void changes_tell(const struct difference *difference, void *out);

/* Adds the figures of one list to those of others. */
void changes_add(struct listing *sum, const struct listing *listing);

/* The figures, a line for each that is not 0; or as the members of an object.
 */
void changes_print(const struct listing *listing, FILE *out);
void changes_json(const struct listing *listing, FILE *out);

#endif
