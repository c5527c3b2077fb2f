#ifndef ROSTER_KNOWN_H
#define ROSTER_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * The lines from which the people in the store were imported last, each as a
 * hash, and who of them this file has.  Some 20 bytes a person.
 */
struct known {
	uint64_t *hashes; /* sorted */
	int64_t *ids;     /* of the person with that line */
	uint32_t *lines;  /* where this file has the person; 0: not yet */
	size_t count;
	uint32_t *starts; /* by the first bits of a hash: where they begin */
	unsigned int shift;
	uint8_t *present; /* bits by person id */
	int64_t last_id;  /* of the people who were there before */
};

/* Free with known_free in any case.  Returns 0 or -1. */
int known_load(struct db *db, struct known *known, struct err *err);
void known_free(struct known *known);

/*
 * Whether someone has exactly this line already, and then takes note that the
 * file has it at "line".  False too for a line that comes a second time.
 */
bool known_take(struct known *known, uint64_t hash, size_t line);

/*
 * Takes note that the file has a person, whose line before had "hash" (0 for
 * none).  Returns the line at which the file had the person already, or 0.
 */
size_t known_mark(struct known *known, int64_t id, uint64_t hash, size_t line);

/* Whether the file has a person, or the person came after known_load. */
bool known_has(const struct known *known, int64_t id);

#endif
