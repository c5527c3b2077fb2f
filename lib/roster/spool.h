#ifndef ROSTER_SPOOL_H
#define ROSTER_SPOOL_H

#include <stdint.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"
#include "roster/charset.h"

/* Bytes of a file; ten million people take a quarter of it. */
#define SPOOL_MAX ((int64_t)4 << 30)

/* The file of this name is the standard input. */
#define SPOOL_STDIN "-"

/*
 * A file as a text in UTF-8 without a byte order mark, which can be read from
 * its start.  A file that is such a text is read where it is; another, and what
 * comes through a pipe, is put into a temporary file that has no name.
 */
struct spool {
	int fd;
	int64_t start; /* at which byte of "fd" the text begins */
	enum charset charset;
	bool marked;              /* the file begins with a byte order mark */
	int64_t size, changed_at; /* of the file that is read where it is */
	char sha256[ENCODE_HEX_SIZE(HASH_SIZE)]; /* of the file, in hex */
};

/*
 * Opens a file and goes through it once.  A file that is not UTF-8 (in all of
 * its bytes) is taken for Windows-1252, unless a byte order mark says UTF-16.
 *
 * Returns 0; or -1 with "err": ERR_DATA when it cannot be read, is empty, is
 * larger than SPOOL_MAX or is no text (the sentence says how to make CSV of
 * it); ERR_LATER when there is no room for the temporary file.  Close with
 * spool_close in both cases.
 */
int spool_open(const char *path, struct spool *spool, struct err *err);

/* The same for a file that came whole, of which "name" is only its name. */
int spool_hold(const char *name, const struct buf *bytes, struct spool *spool,
    struct err *err);
void spool_close(struct spool *spool);

/* Whether the file was written to since; -1 with "err" (ERR_LATER). */
int spool_check(const struct spool *spool, const char *name, struct err *err);

/* How the file is called in a sentence: "standard input" for SPOOL_STDIN. */
const char *spool_name(const char *path);

#endif
