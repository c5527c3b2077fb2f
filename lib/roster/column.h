#ifndef ROSTER_COLUMN_H
#define ROSTER_COLUMN_H

#include <stdbool.h>
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

/* The title of the reasons that stand in a file of refused lines. */
#define COLUMN_REASON "twofold: reason"

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

/* Columns that somebody named: entries like "email=Mailadres werk". */
struct column_wish {
	const char *const *entries;
	size_t count;
};

/*
 * Reads the header.  A column that is wished for is what its wish says,
 * whatever its title means else; of two wishes for one field, the earlier
 * counts.  "notice" gets a sentence for each column that is not known and hence
 * ignored.
 *
 * Returns 0, or -1 with "err" (ERR_DATA): no title is known, a column that must
 * be there is not (ref, name or last_name, and organisation unless that "is
 * given"), one is there twice, a wish names no field, or a title that the
 * header has not, or the file has citizen service numbers.
 */
int column_map(const struct csv_row *header, const struct column_wish *wishes,
    size_t wish_count, bool organisation_given, struct column_map *map,
    void (*notice)(const char *sentence, void *context), void *context,
    struct err *err);

/*
 * Whether a wish is one: "FIELD=TITLE" with a field of column_name().  Returns
 * 0 or -1 with "err" (ERR_DATA).
 */
int column_check(const char *entry, struct err *err);

#endif
