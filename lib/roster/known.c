#include <stdlib.h>
#include <string.h>

#include "roster/known.h"
#include "store/intake.h"

#define BUCKET_BITS_MAX                                                        \
	24 /* 64 MiB of starts, for a hundred million people                   \
	    */

static int
allocate(struct known *known, int64_t people)
{
	size_t n = (size_t)people + 1, buckets;
	unsigned int bits = 1;

	while (bits < BUCKET_BITS_MAX && (size_t)1 << bits < n)
		bits++;
	buckets = (size_t)1 << bits;
	known->shift = 64 - bits;
	known->hashes = calloc(n, sizeof(*known->hashes));
	known->ids = calloc(n, sizeof(*known->ids));
	known->lines = calloc(n, sizeof(*known->lines));
	known->starts = calloc(buckets + 1, sizeof(*known->starts));
	known->present = calloc((size_t)known->last_id / 8 + 1, 1);
	return known->hashes == NULL || known->ids == NULL ||
		known->lines == NULL || known->starts == NULL ||
		known->present == NULL
	    ? -1
	    : 0;
}

/* The hashes come sorted as signed numbers: the upper half of them first. */
static int
read_lines(struct db *db, struct known *known, size_t people, struct err *err)
{
	struct db_rows *rows = intake_lines(db, err);
	size_t n = 0;
	int more = 0;

	if (rows == NULL)
		return -1;
	while (n < people && (more = db_next(rows, err)) == 1) {
		known->hashes[n] = intake_order(db_column_int(rows, 0));
		known->ids[n++] = db_column_int(rows, 1);
	}
	db_end(rows);
	known->count = n;
	return more == -1 ? -1 : 0;
}

static void
find_starts(struct known *known)
{
	size_t buckets = (size_t)1 << (64 - known->shift), i = 0, b;

	for (b = 0; b <= buckets; b++) {
		while (i < known->count && known->hashes[i] >> known->shift < b)
			i++;
		known->starts[b] = (uint32_t)i;
	}
}

int
known_load(struct db *db, struct known *known, struct err *err)
{
	int64_t people;

	*known = (struct known){.hashes = NULL};
	if (intake_extent(db, &people, &known->last_id, err) == -1)
		return -1;
	if (allocate(known, people) == -1)
		return err_memory(err);
	if (read_lines(db, known, (size_t)people, err) == -1)
		return -1;
	find_starts(known);
	return 0;
}

void
known_free(struct known *known)
{
	free(known->hashes);
	free(known->ids);
	free(known->lines);
	free(known->starts);
	free(known->present);
}

/* The first entry with that hash, "count" when there is none. */
static size_t
find(const struct known *known, uint64_t hash)
{
	size_t b = (size_t)(hash >> known->shift);
	size_t i = known->starts[b], end = known->starts[b + 1];

	while (i < end && known->hashes[i] < hash)
		i++;
	return i < end && known->hashes[i] == hash ? i : known->count;
}

static void
set_present(struct known *known, int64_t id)
{
	if (id <= known->last_id)
		known->present[id / 8] |= (uint8_t)(1U << id % 8);
}

bool
known_take(struct known *known, uint64_t hash, size_t line)
{
	size_t i = find(known, intake_order((int64_t)hash));

	if (i == known->count || known->lines[i] != 0)
		return false;
	known->lines[i] = (uint32_t)line;
	set_present(known, known->ids[i]);
	return true;
}

size_t
known_mark(struct known *known, int64_t id, uint64_t hash, size_t line)
{
	size_t i = find(known, intake_order((int64_t)hash)), earlier;

	set_present(known, id);
	while (i < known->count && known->ids[i] != id)
		i++;
	if (hash == 0 || i == known->count)
		return 0;
	earlier = known->lines[i];
	if (earlier == 0)
		known->lines[i] = (uint32_t)line;
	return earlier;
}

bool
known_has(const struct known *known, int64_t id)
{
	return id > known->last_id ||
	    (known->present[id / 8] >> id % 8 & 1) != 0;
}
