#ifndef ROSTER_ROSTER_H
#define ROSTER_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"
#include "config/config.h"
#include "roster/refusal.h"
#include "roster/row.h"

/* Bytes of a file; a million people take half of it. */
#define ROSTER_MAX ((size_t)256 << 20)

/* The file of this name is the standard input. */
#define ROSTER_STDIN "-"

/* What is told while a roster is read, in the order of the file. */
struct roster_handler {
	/* A person.  Returns 0 to go on, or -1 with "err" to stop. */
	int (*row)(
	    const struct roster_row *row, void *context, struct err *err);

	/* Something for which a row is not taken; there may be several. */
	void (*refused)(const struct roster_refusal *refusal, void *context);

	/* What the one who made the file should know of it as a whole. */
	void (*notice)(const char *sentence, void *context);
};

struct roster_summary {
	char delimiter;
	const char *charset; /* "UTF-8", "Windows-1252" */
	size_t rows;         /* handed to the handler */
	size_t refused;      /* rows, however many reasons each had */
	char sha256[ENCODE_HEX_SIZE(HASH_SIZE)]; /* of the file, in hex */
};

/*
 * Reads a CSV file of people.  A user name or an e-mail address that an earlier
 * row which was right in itself had already is refused; of an address, capitals
 * make no difference.  Rows of empty fields are skipped.
 *
 * Returns 0 when the file was read to its end, whatever was refused; -1 with
 * "err" when the handler stopped, or when the file as a whole is of no use
 * (ERR_DATA): it cannot be read, is too large, is no CSV file (the sentence
 * says how to make one of it), or its header is not right.
 */
int roster_read(const char *path, const struct config *config,
    const struct roster_handler *handler, void *context,
    struct roster_summary *summary, struct err *err);

/* The same for what is in memory already; "name" is for the sentences. */
int roster_read_bytes(const char *name, const char *data, size_t len,
    const struct config *config, const struct roster_handler *handler,
    void *context, struct roster_summary *summary, struct err *err);

#endif
