#ifndef ROSTER_ROW_H
#define ROSTER_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "config/config.h"
#include "model.h"
#include "roster/column.h"
#include "roster/csv.h"
#include "roster/refusal.h"

/*
 * One person as the roster has it.  Of "person" these are set: ref, name,
 * email, phone, identifier, language (one of the campaign's), wave, audience,
 * method and joined_day (DAY_NONE when the roster does not say).
 */
struct roster_row {
	struct person person;
	char organisation_ref[REF_MAX + 1];
	char organisation_name[FULL_NAME_MAX + 1]; /* "" when not given */
	int64_t enrolled_day; /* with a method but DAY_NONE: not known */
	uint64_t hash;        /* of the row and of how it is read; never 0 */
	size_t line;
	const char *raw; /* as it stands in the file, until the next row */
	size_t raw_len;
	const struct column_map *map;
};

/*
 * Reads a row by the columns that were found; its fields are written to.  Every
 * field that is wrong is sent to "sink"; of a row with a fault, or with more
 * texts than the header has columns, only that, with "" for the column.
 *
 * A row that ends early has "" for the rest.  The name is "name" where that is
 * filled in, else first name, prefix and last name.  A role that is not known
 * to be an administrator's is a worker's, because such columns hold job titles.
 * A method of "nee" or "no" is none, "ja" or "yes" is "other", and so is a day
 * of enrolment alone.  Where the list is one institution's, a row that names
 * another is refused, and a row that names none is of that one.
 *
 * Returns 0, or -1 when something was sent to the sink.
 */
struct row_setup {
	const struct config *config;
	const struct column_map *map;
	const char *organisation; /* whose list it is; "" as the rows say */
	const struct refusal_sink *sink;
};
int row_read(const struct row_setup *setup, const struct csv_row *fields,
    struct roster_row *row);

/* Refuses a row that was read, for one of its columns. */
void row_refuse(const struct roster_row *row, const struct refusal_sink *sink,
    enum column column, const char *value, const char *reason);

/*
 * Adds to "person", who comes from the row, what the list leaves to the store,
 * where the person is "known": columns that it has not, and the second factor.
 * That is not taken away by a list, and what the helpdesk took away is not
 * given back by an old one.
 */
void row_complete(const struct roster_row *row, struct person *person,
    const struct person *known);

#endif
