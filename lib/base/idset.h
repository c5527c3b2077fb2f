#ifndef BASE_IDSET_H
#define BASE_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* A few ids, to ask of many whether they are among them.  Begins as {0}. */
struct idset {
	int64_t *ids; /* ascending */
	size_t count, size;
};

/* Adds one that is higher than all before it.  Returns 0 or -1. */
int idset_add(struct idset *set, int64_t id, struct err *err);
bool idset_has(const struct idset *set, int64_t id);
void idset_free(struct idset *set);

#endif
