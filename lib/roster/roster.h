#ifndef ROSTER_ROSTER_H
#define ROSTER_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"
#include "config/config.h"
#include "roster/layout.h"
#include "roster/refusal.h"
#include "roster/row.h"

/* What is told while a roster is read, in the order of the file. */
struct roster_handler {
	/* How the file is written, once its header was understood; or NULL. */
	void (*begin)(const struct layout *layout, void *context);

	/*
	 * Whether the row with that hash is one that need not be read; NULL
	 * when all are wanted.
	 */
	bool (*known)(uint64_t hash, size_t line, void *context);

	/* A person.  Returns 0 to go on, or -1 with "err" to stop. */
	int (*row)(
	    const struct roster_row *row, void *context, struct err *err);

	/* Something for which a row is not taken; there may be several. */
	void (*refused)(const struct roster_refusal *refusal, void *context);

	/* What the one who made the file should know of it as a whole. */
	void (*notice)(const char *sentence, void *context);
};

/* What is said of a file besides the configuration. */
struct roster_setup {
	const struct config *config;
	char delimiter;             /* NUL: find it out */
	const char *const *columns; /* "email=Title", before those of the */
	size_t column_count;        /* configuration */
	const char *organisation;   /* whose list it is; "" as it says */
	unsigned int closed;        /* columns that are passed over, as bits
				       1 << enum column */
	const struct buf *text;     /* the list, for who has it in memory and
				       gives its name for a path; or NULL */
};

struct roster_summary {
	char delimiter;
	const char *charset; /* "UTF-8", "Windows-1252", "UTF-16" */
	size_t known;        /* rows that were not read */
	size_t rows;         /* handed to the handler */
	size_t refused;      /* rows, however many reasons each had */
	char sha256[ENCODE_HEX_SIZE(HASH_SIZE)]; /* of the file, in hex */
	struct column_map map; /* to which the rows and refusals point */
};

/*
 * Reads a CSV file of people; SPOOL_STDIN is the standard input.  Rows of empty
 * fields are skipped.
 *
 * Returns 0 when the file was read to its end, whatever was refused; -1 with
 * "err" when the handler stopped, or when the file as a whole is of no use
 * (ERR_DATA): it cannot be read, is too large, is no CSV file (the sentence
 * says how to make one of it), or its header is not right.
 */
int roster_read(const char *path, const struct roster_setup *setup,
    const struct roster_handler *handler, void *context,
    struct roster_summary *summary, struct err *err);

#endif
