#include <stdlib.h>
#include <string.h>

#include "roster/known.h"
#include "store/intake.h"

#define ROOM 1024 /* ids beyond those in use, at first */

void
known_free(struct known *known)
{
	free(known->hashes);
	free(known->lines);
	free(known->slots);
	free(known->changed);
	*known = (struct known){.hashes = NULL};
}

/* Makes an array longer, with zeros; NULL without memory. */
static void *
lengthen(void *array, size_t from, size_t to, size_t each)
{
	char *longer = realloc(array, to * each);

	if (longer != NULL)
		memset(longer + from * each, 0, (to - from) * each);
	return longer;
}

/* Has a place for an id, at the end of a page of the store. */
static int
make_room(struct known *known, int64_t id, struct err *err)
{
	size_t size = known->size == 0 ? ROOM : known->size, from = known->size;
	void *hashes, *lines, *changed;

	if ((size_t)id < from)
		return 0;
	while (size <= (size_t)id)
		size *= 2;
	hashes = lengthen(known->hashes, from, size, sizeof(*known->hashes));
	known->hashes = hashes != NULL ? hashes : known->hashes;
	lines = lengthen(known->lines, from, size, sizeof(*known->lines));
	known->lines = lines != NULL ? lines : known->lines;
	changed = lengthen(known->changed, from / INTAKE_PAGE,
	    size / INTAKE_PAGE, sizeof(*known->changed));
	known->changed = changed != NULL ? changed : known->changed;
	if (hashes == NULL || lines == NULL || changed == NULL)
		return err_memory(err);
	known->size = size;
	return 0;
}

static int
read_pages(struct db *db, struct known *known, struct err *err)
{
	struct db_rows *rows = intake_pages(db, err);
	int64_t page;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		page = db_column_int(rows, 0);
		if (make_room(known, (page + 1) * INTAKE_PAGE - 1, err) == -1) {
			more = -1;
			break;
		}
		intake_page(rows, known->hashes + page * INTAKE_PAGE);
	}
	db_end(rows);
	return more;
}

/* The slot of that hash, or the free one where it belongs. */
static uint32_t *
slot_of(const struct known *known, uint64_t hash)
{
	size_t i = hash & (known->slot_count - 1);

	while (known->slots[i] != 0 && known->hashes[known->slots[i]] != hash)
		i = (i + 1) & (known->slot_count - 1);
	return &known->slots[i];
}

static int
fill_slots(struct known *known, struct err *err)
{
	size_t id;

	known->slot_count = ROOM;
	while (known->slot_count < (size_t)known->last_id * 2)
		known->slot_count *= 2;
	known->slots = calloc(known->slot_count, sizeof(*known->slots));
	if (known->slots == NULL)
		return err_memory(err);
	for (id = 1; id <= (size_t)known->last_id; id++) {
		if (known->hashes[id] != 0)
			*slot_of(known, known->hashes[id]) = (uint32_t)id;
	}
	return 0;
}

/* Who comes after that person, when the list is as it was. */
static int64_t
after(const struct known *known, int64_t id)
{
	return id + 1 < known->first_new_id ? id + 1 : 0;
}

int
known_load(struct db *db, struct known *known, struct err *err)
{
	*known = (struct known){.guess = 0};
	if (intake_last_id(db, &known->last_id, err) == -1 ||
	    make_room(known, known->last_id + 1, err) == -1 ||
	    read_pages(db, known, err) == -1 || fill_slots(known, err) == -1)
		return -1;
	known->first_new_id = known->last_id + 1;
	known->guess = after(known, 0);
	return 0;
}

bool
known_take(struct known *known, uint64_t hash, size_t line)
{
	int64_t id = known->guess;

	if (known->hashes[id] != hash)
		id = *slot_of(known, hash);
	if (id == 0 || known->lines[id] != 0)
		return false;
	known->lines[id] = (uint32_t)line;
	known->guess = after(known, id);
	return true;
}

size_t
known_mark(struct known *known, int64_t id, size_t line)
{
	size_t earlier = known->lines[id];

	if (earlier == 0)
		known->lines[id] = (uint32_t)line;
	known->guess = after(known, id);
	return earlier;
}

bool
known_has(const struct known *known, int64_t id)
{
	return id >= known->first_new_id || known->lines[id] != 0;
}

int64_t
known_next_id(struct known *known)
{
	return ++known->last_id;
}

int
known_set(struct known *known, int64_t id, uint64_t hash, struct err *err)
{
	if (make_room(known, id, err) == -1)
		return -1;
	known->hashes[id] = hash;
	known->changed[id / INTAKE_PAGE] = true;
	return 0;
}

int
known_save(struct db *db, struct known *known, struct err *err)
{
	int64_t page;

	for (page = 0; page <= known->last_id / INTAKE_PAGE; page++) {
		if (known->changed[page] &&
		    intake_put_page(db, page,
			known->hashes + page * INTAKE_PAGE, err) == -1)
			return -1;
	}
	return 0;
}
