#ifndef ROSTER_COLUMN_H
#define ROSTER_COLUMN_H

#include <stddef.h>

#include "base/err.h"
#include "roster/csv.h"

enum column {
	COLUMN_REF, /* the person's key in the host app */
	COLUMN_NAME,
	COLUMN_FIRST_NAME,
	COLUMN_PREFIX, /* "van der" */
	COLUMN_LAST_NAME,
	COLUMN_EMAIL,
	COLUMN_PHONE,
	COLUMN_IDENTIFIER,
	COLUMN_ORGANISATION,
	COLUMN_ORGANISATION_NAME,
	COLUMN_ROLE,
	COLUMN_LANGUAGE,
	COLUMN_WAVE,
	COLUMN_JOINED,
	COLUMN_METHOD,
	COLUMN_ENROLLED
};
#define COLUMNS 16

#define COLUMN_TITLE_SIZE 64 /* bytes; a longer title is no known one */
#define COLUMN_NONE (-1)

/* Which field of a row holds what. */
struct column_map {
	int field[COLUMNS]; /* index in the row, or COLUMN_NONE */
	char title[COLUMNS][COLUMN_TITLE_SIZE]; /* as the file has it; the
						   column's own name when the
						   file has not */
	size_t count;                           /* fields of the header */
};

/* "ref", "first_name": as the columns are called in the manual. */
const char *column_name(enum column column);

/*
 * The column with that title, in Dutch or English; capitals, blanks, "_", "-"
 * and "." make no difference.  COLUMN_NONE when no column has it.
 */
int column_find(const char *title);

/*
 * Reads the header.  "notice" gets a sentence for each column that is not known
 * and hence ignored.  Returns 0, or -1 with "err" (ERR_DATA): no title is
 * known, a column that must be there is not (ref, organisation, and name or
 * last_name), one is there twice, or the file has citizen service numbers.
 */
int column_map(const struct csv_row *header, struct column_map *map,
    void (*notice)(const char *sentence, void *context), void *context,
    struct err *err);

#endif
