#ifndef DOSSIER_H
#define DOSSIER_H

#include <stdio.h>

#include "base/buf.h"
#include "listing.h"

/*
 * The report that is laid beside a list from the folder: what became of it, the
 * figures, what was said of the file and its lines, and each difference.
 */
#define DOSSIER_SUFFIX ".txt" /* behind the list's name */

#define DOSSIER_TROUBLE_SIZE 512 /* bytes, as a mistake has */

struct dossier {
	const char *name;                   /* of the list */
	char trouble[DOSSIER_TROUBLE_SIZE]; /* why all of it was refused; "" */
	int64_t mails;                      /* administrators who are told */
	FILE *messages, *differences;
	char *said; /* what went into "messages" */
	size_t said_len;
};

/* Returns 0 or -1 with "err".  Close with dossier_close in both cases. */
int dossier_open(struct dossier *dossier, const char *name, struct err *err);
void dossier_close(struct dossier *dossier);

/*
 * Writes the report; nothing goes into its two streams any more.  Returns 0, or
 * -1 with "err" (ERR_LATER).
 */
int dossier_write(struct dossier *dossier, const struct listing *listing,
    const char *path, struct err *err);

#endif
