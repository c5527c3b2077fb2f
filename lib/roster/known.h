#ifndef ROSTER_KNOWN_H
#define ROSTER_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * The lines from which the people in the store were imported last, each as a
 * hash, and where this list has whom.  Some 20 bytes for each id there is.
 */
struct known {
	uint64_t *hashes;     /* by person id; 0: no line */
	uint32_t *lines;      /* by person id: where this list has the person */
	size_t size;          /* of both */
	int64_t last_id;      /* the highest that is in use */
	int64_t first_new_id; /* of those who came after known_load */
	int64_t guess;        /* who comes next if the list is as it was */
	uint32_t *slots;      /* ids by hash, open addressing; 0 is free */
	size_t slot_count;    /* a power of two */
	bool *changed;        /* by page of the store */
};

/* Free with known_free in any case.  Returns 0 or -1. */
int known_load(struct db *db, struct known *known, struct err *err);
void known_free(struct known *known);

/*
 * Whether someone has exactly this line already, and then takes note that the
 * list has it at "line".  False too for a line that comes a second time.
 */
bool known_take(struct known *known, uint64_t hash, size_t line);

/*
 * Takes note that the list has a person at "line".  Returns the line at which
 * the list had the person before, or 0.
 */
size_t known_mark(struct known *known, int64_t id, size_t line);

/* Whether the list has a person, or the person came after known_load. */
bool known_has(const struct known *known, int64_t id);

/* An id for someone new. */
int64_t known_next_id(struct known *known);

/* The person's line is another now; 0 for none.  Returns 0 or -1. */
int known_set(struct known *known, int64_t id, uint64_t hash, struct err *err);

/* Writes what was set to the store.  Returns 0 or -1. */
int known_save(struct db *db, struct known *known, struct err *err);

#endif
