#ifndef ROSTER_DIALECT_H
#define ROSTER_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "roster/charset.h"

/* How a CSV file is written (RFC 4180 leaves all of it open). */
struct dialect {
	char delimiter; /* ';', ',' or a tab */
	enum charset charset;
	bool bom;     /* began with the byte order mark of UTF-8 */
	size_t start; /* byte at which the table begins, after a byte order
			 mark and a "sep=;" line */
	size_t line;  /* the number of the line there, from 1 */
};

/*
 * Finds out how the file "data" is written.  The delimiter is the one that a
 * first line "sep=;" names, or else the one whose number outside quotes is most
 * alike over the first lines; ';' when there is none at all.
 */
void dialect_find(const char *data, size_t len, struct dialect *dialect);

#endif
