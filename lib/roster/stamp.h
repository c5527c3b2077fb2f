#ifndef ROSTER_STAMP_H
#define ROSTER_STAMP_H

#include <stddef.h>
#include <stdint.h>

/*
 * The time in front of the name of a file, in UTC and such that the alphabet
 * has the oldest first: 20261023-070000-list.csv.
 */

/* Writes "name" with the time of "at" (Unix seconds) to "out". */
void stamp_name(int64_t at, const char *name, char *out, size_t size);

/* The name behind the time; NULL when no time stands in front. */
const char *stamp_rest(const char *name);

#endif
