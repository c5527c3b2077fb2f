#ifndef ROSTER_CSV_H
#define ROSTER_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Bytes of a field: no column holds more, a quote left open soon does. */
#define CSV_FIELD_MAX 16384
#define CSV_FIELDS_MAX 256 /* in a row; the widest exports have some 150 */
#define CSV_ROW_MAX 262144 /* bytes of a row, its quotes and all */

/* A table in UTF-8, read from where the descriptor stands. */
struct csv_text {
	int fd;
	size_t line; /* number of its first line */
	char delimiter;
};

/*
 * One row.  The fields end with a NUL, lie in memory that may be written to,
 * and last until the callback returns.  What was between quotes is whole;
 * blanks around other fields are taken off.
 */
struct csv_row {
	size_t line;     /* at which the row starts; quoted line ends count */
	const char *raw; /* as it stands in the file, without its line end */
	size_t raw_len;
	size_t count;
	char **fields;
	const char *fault; /* NULL; else why the row cannot be read, such as
			      "has a NUL byte", and there are no fields */
};

struct csv_handler {
	/*
	 * Whether a row is of no interest, by its bytes.  Asked before a line
	 * without quotes is taken apart; others are handed over, and "row" can
	 * see for itself.
	 */
	bool (*skip)(const char *raw, size_t len, size_t line, void *context);

	/* Returns 0 to go on, or -1 with "err" to stop. */
	int (*row)(const struct csv_row *row, void *context, struct err *err);
};

/*
 * Hands over the rows in the order of the file.  Lines end with CRLF, LF or CR;
 * those with nothing but blanks are skipped.  A row with a fault costs only the
 * line at which it starts: reading goes on at the next one, so that a quote
 * left open does not swallow the rest of the file.
 *
 * Returns 0 at the end; or -1 with "err", from the callback, or ERR_DATA when
 * the file cannot be read, or for want of memory.
 */
int csv_read(const struct csv_text *text, const struct csv_handler *handler,
    void *context, struct err *err);

#endif
