#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "config/keep.h"

struct keep_piece {
	struct keep_piece *next;
	size_t size;
	max_align_t data[];
};

void *
keep_get(struct keep *keep, size_t size)
{
	struct keep_piece *piece = calloc(1, sizeof(*piece) + size);

	if (piece == NULL) {
		keep->failed = true;
		return NULL;
	}
	piece->size = size;
	piece->next = keep->pieces;
	keep->pieces = piece;
	return piece->data;
}

const char *
keep_text(struct keep *keep, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = keep_get(keep, size);

	if (copy == NULL)
		return "";
	memcpy(copy, text, size);
	return copy;
}

void
keep_free(struct keep *keep)
{
	struct keep_piece *piece;

	while ((piece = keep->pieces) != NULL) {
		keep->pieces = piece->next;
		hash_wipe(piece->data, piece->size);
		free(piece);
	}
}
