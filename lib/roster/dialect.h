#ifndef ROSTER_DIALECT_H
#define ROSTER_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

/* How a CSV file is written (RFC 4180 leaves all of it open). */
struct dialect {
	char delimiter; /* ';', ',' or a tab, or what was asked for */
	bool sep;       /* began with a "sep=;" line */
	bool crlf;      /* the first line ends with CR and LF */
	size_t start;   /* byte at which the table begins */
	size_t line;    /* the number of the line there, from 1 */
};

/* Bytes of a file that are enough to see how it is written. */
#define DIALECT_HEAD 65536

/*
 * Finds out how the file that begins with "head" is written; it is UTF-8
 * without a byte order mark.  The delimiter is "wanted" if that is not NUL, or
 * else the one that a first line "sep=;" names, or the one whose number outside
 * quotes is most alike over the first lines; ';' when there is none at all.
 */
void dialect_find(
    const char *head, size_t len, char wanted, struct dialect *dialect);

#endif
