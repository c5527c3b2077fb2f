#include <stdlib.h>

#include "base/idset.h"

#define FIRST_SIZE 64

int
idset_add(struct idset *set, int64_t id, struct err *err)
{
	size_t size = set->size * 2 + FIRST_SIZE;
	int64_t *ids;

	if (set->count == set->size) {
		ids = realloc(set->ids, size * sizeof(*ids));
		if (ids == NULL)
			return err_memory(err);
		set->ids = ids;
		set->size = size;
	}
	set->ids[set->count++] = id;
	return 0;
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

bool
idset_has(const struct idset *set, int64_t id)
{
	return set->count > 0 &&
	    bsearch(&id, set->ids, set->count, sizeof(id), compare) != NULL;
}

void
idset_free(struct idset *set)
{
	free(set->ids);
	*set = (struct idset){.ids = NULL};
}
