#include <stdlib.h>
#include <string.h>

#include "roster/claim.h"

#define FIRST_SIZE 16

void
claims_free(struct claims *claims)
{
	size_t i;

	for (i = 0; i < claims->count; i++)
		free((char *)(uintptr_t)claims->list[i].row.raw);
	free(claims->list);
	*claims = (struct claims){.list = NULL};
}

int
claims_add(struct claims *claims, const struct roster_row *row)
{
	size_t size = claims->size == 0 ? FIRST_SIZE : claims->size * 2;
	struct claim *list;
	char *raw;

	if (claims->count == claims->size) {
		list = realloc(claims->list, size * sizeof(*list));
		if (list == NULL)
			return -1;
		claims->list = list;
		claims->size = size;
	}
	raw = malloc(row->raw_len + 1);
	if (raw == NULL)
		return -1;
	memcpy(raw, row->raw, row->raw_len);
	raw[row->raw_len] = '\0';
	claims->list[claims->count] = (struct claim){.row = *row};
	claims->list[claims->count++].row.raw = raw;
	return 0;
}

static int
by_person(const void *a, const void *b)
{
	const struct claim *const *x = a, *const *y = b;

	int64_t p = (*x)->row.person.id, q = (*y)->row.person.id;

	return (p > q) - (p < q);
}

/* Whether the holder has a claim, and gets what that wants. */
static bool
gives_up(struct claim *const *sorted, size_t count, int64_t holder)
{
	struct claim wanted = {.row.person.id = holder}, *key = &wanted;
	struct claim **found =
	    bsearch(&key, sorted, count, sizeof(*sorted), by_person);

	return found != NULL && !(*found)->lost;
}

void
claims_settle(struct claims *claims)
{
	struct claim **sorted = calloc(claims->count + 1, sizeof(*sorted));
	bool changed = true;
	size_t i;

	for (i = 0; sorted != NULL && i < claims->count; i++)
		sorted[i] = &claims->list[i];
	if (sorted != NULL)
		qsort(sorted, claims->count, sizeof(*sorted), by_person);
	/* Who does not get an address keeps the old one, and so on. */
	while (changed) {
		changed = false;
		for (i = 0; i < claims->count; i++) {
			struct claim *claim = &claims->list[i];

			if (claim->lost || claim->holder == 0 ||
			    (sorted != NULL &&
				gives_up(sorted, claims->count, claim->holder)))
				continue;
			claim->lost = changed = true;
		}
	}
	free(sorted);
}
