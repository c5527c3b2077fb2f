#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "enrol/gatebook.h"
#include "store/eventfeed.h"
#include "store/person.h"

/*
 * The person's key says on which shelf and which page the entry is.  A page
 * that is full loses an entry, which costs one look in the database.
 */
#define SHELVES 64
#define ENTRIES 8 /* on a page */

/* Events that are looked through one by one; more, and all is forgotten. */
#define EVENTS 256

/* People share the mark of when one of them changed: a power of two. */
#define MARKS (1 << 16)

struct entry {
	struct hash_quick who;
	int64_t event;  /* the last one when this was read */
	int64_t person; /* 0: nobody's entry */
	uint32_t generation;
	int32_t start_day, deadline_day, exempt_until; /* days: 32 bits do */
	uint16_t wave; /* from 1 on in the configuration's order; 0: none */
	bool enrolled;
};

struct page {
	struct entry entries[ENTRIES];
};

struct shelf {
	pthread_mutex_t mutex;
	size_t count; /* at least 1 */
	struct page *pages;
};

struct gatebook {
	uint64_t seed; /* nobody can choose who shares a page with whom */
	struct shelf shelves[SHELVES];

	/* The last event of one of these people, and of nobody's. */
	_Atomic int64_t changed[MARKS];
	_Atomic int64_t all_changed;

	_Atomic uint64_t state; /* of db_state, up to which events were seen */
	pthread_mutex_t mutex;  /* for seeing more of them */
	int64_t seen;           /* the last one */
};

static int
widen(struct shelf *shelf, size_t count, struct err *err)
{
	struct page *pages;

	if (shelf->count >= count)
		return 0;
	pages = calloc(count, sizeof(*pages));
	if (pages == NULL)
		return err_memory(err);
	pthread_mutex_lock(&shelf->mutex);
	free(shelf->pages);
	shelf->pages = pages;
	shelf->count = count;
	pthread_mutex_unlock(&shelf->mutex);
	return 0;
}

int
gatebook_make_room(struct gatebook *book, struct db *db, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM person";
	int64_t people;
	size_t i, count;

	if (db_number(db, err, &people, sql, DB_NONE) == -1)
		return -1;
	/* Half is free: of a hundred pages two have more than they hold. */
	count = (size_t)people * 2 / ENTRIES / SHELVES + 1;
	for (i = 0; i < SHELVES; i++) {
		if (widen(&book->shelves[i], count, err) == -1)
			return -1;
	}
	return 0;
}

int
gatebook_make(struct db *db, struct gatebook **out, struct err *err)
{
	struct gatebook *book = calloc(1, sizeof(*book));
	size_t i;

	if (book == NULL)
		return err_memory(err);
	pthread_mutex_init(&book->mutex, NULL);
	for (i = 0; i < SHELVES; i++)
		pthread_mutex_init(&book->shelves[i].mutex, NULL);
	if (hash_random(&book->seed, sizeof(book->seed)) == -1) {
		err_set(err, ERR_INTERNAL, "no random bytes to be had");
		goto fail;
	}
	if (eventfeed_last(db, &book->seen, err) == -1 ||
	    gatebook_make_room(book, db, err) == -1)
		goto fail;
	*out = book;
	return 0;
fail:
	gatebook_free(book);
	return -1;
}

void
gatebook_free(struct gatebook *book)
{
	size_t i;

	if (book == NULL)
		return;
	for (i = 0; i < SHELVES; i++) {
		pthread_mutex_destroy(&book->shelves[i].mutex);
		free(book->shelves[i].pages);
	}
	pthread_mutex_destroy(&book->mutex);
	free(book);
}

/* Sees the events that came since; within the mutex. */
static int
see(struct gatebook *book, struct db *db, struct err *err)
{
	struct eventfeed_item items[EVENTS];
	int n = eventfeed_since(db, book->seen, items, EVENTS, err), i;

	if (n == -1)
		return -1;
	if (n == EVENTS) {
		if (eventfeed_last(db, &book->seen, err) == -1)
			return -1;
		book->all_changed = book->seen;
		return 0;
	}
	for (i = 0; i < n; i++) {
		if (items[i].person == 0)
			book->all_changed = items[i].id;
		else
			book->changed[items[i].person % MARKS] = items[i].id;
		book->seen = items[i].id;
	}
	return 0;
}

/*
 * Somebody has committed.  Of two threads the one whose database is behind
 * finds nothing new, and what it enters from there is known to have changed.
 */
static int
catch_up(struct gatebook *book, struct db *db, uint64_t state, struct err *err)
{
	int rc = 0;

	if (book->state == state)
		return 0;
	pthread_mutex_lock(&book->mutex);
	if (book->state != state) {
		rc = see(book, db, err);
		if (rc == 0)
			book->state = state;
	}
	pthread_mutex_unlock(&book->mutex);
	return rc;
}

static bool
holds(const struct gatebook *book, const struct entry *entry)
{
	return entry->person != 0 &&
	    entry->event >= book->changed[entry->person % MARKS] &&
	    entry->event >= book->all_changed;
}

static bool
is_of(const struct entry *entry, const struct hash_quick *who)
{
	return entry->who.low == who->low && entry->who.high == who->high;
}

static struct shelf *
shelf_of(struct gatebook *book, const struct hash_quick *who)
{
	return &book->shelves[who->low % SHELVES];
}

/*
 * The entry of a person, or else where it may be written: over one that holds
 * no longer, or over the first that was tried.
 */
static struct entry *
place(const struct gatebook *book, const struct shelf *shelf,
    const struct hash_quick *who)
{
	struct entry *entries = shelf->pages[who->high % shelf->count].entries;
	size_t first = who->low / SHELVES, i;
	struct entry *entry, *spare = NULL;

	for (i = 0; i < ENTRIES; i++) {
		entry = &entries[(first + i) % ENTRIES];
		if (is_of(entry, who))
			return entry;
		if (spare == NULL && !holds(book, entry))
			spare = entry;
	}
	return spare != NULL ? spare : &entries[first % ENTRIES];
}

static bool
recall(struct gatebook *book, const struct config *config,
    const struct hash_quick *who, struct footing *footing)
{
	struct shelf *shelf = shelf_of(book, who);
	const struct entry *entry;
	bool found;

	pthread_mutex_lock(&shelf->mutex);
	entry = place(book, shelf, who);
	found = is_of(entry, who) && holds(book, entry);
	if (found)
		*footing = (struct footing){.person = entry->person,
		    .generation = entry->generation,
		    .start_day = entry->start_day,
		    .deadline_day = entry->deadline_day,
		    .exempt_until = entry->exempt_until,
		    .wave = entry->wave == 0 ? NULL
					     : &config->waves[entry->wave - 1],
		    .enrolled = entry->enrolled};
	pthread_mutex_unlock(&shelf->mutex);
	return found;
}

static void
remember(struct gatebook *book, const struct config *config,
    const struct hash_quick *who, int64_t event, const struct footing *footing)
{
	struct shelf *shelf = shelf_of(book, who);

	pthread_mutex_lock(&shelf->mutex);
	*place(book, shelf, who) = (struct entry){.who = *who,
	    .event = event,
	    .person = footing->person,
	    .generation = (uint32_t)footing->generation,
	    .start_day = (int32_t)footing->start_day,
	    .deadline_day = (int32_t)footing->deadline_day,
	    .exempt_until = (int32_t)footing->exempt_until,
	    .wave = footing->wave == NULL
		? 0
		: (uint16_t)(footing->wave - config->waves + 1),
	    .enrolled = footing->enrolled};
	pthread_mutex_unlock(&shelf->mutex);
}

static struct hash_quick
who_is(const struct gatebook *book, const char *ref)
{
	return hash_quick(ref, strlen(ref), book->seed);
}

static enum lookup
look_up(const struct desk *desk, const char *ref, struct footing *footing,
    struct err *err)
{
	struct person person;
	enum lookup lookup = person_find(desk->db, ref, &person, err);

	if (lookup == LOOKUP_FOUND)
		*footing = footing_of(desk->config, &person);
	return lookup;
}

enum lookup
gatebook_find(struct gatebook *book, const struct desk *desk, const char *ref,
    struct footing *footing, struct err *err)
{
	uint64_t state = book == NULL ? 0 : db_state(desk->db);
	struct hash_quick who;
	enum lookup lookup;
	int64_t event;

	if (state == 0)
		return look_up(desk, ref, footing, err);
	if (catch_up(book, desk->db, state, err) == -1)
		return LOOKUP_FAILED;
	who = who_is(book, ref);
	if (recall(book, desk->config, &who, footing))
		return LOOKUP_FOUND;
	/* Both are read in one state, in which no later event has happened. */
	if (eventfeed_last(desk->db, &event, err) == -1)
		return LOOKUP_FAILED;
	lookup = look_up(desk, ref, footing, err);
	if (lookup == LOOKUP_FOUND)
		remember(book, desk->config, &who, event, footing);
	return lookup;
}

int
gatebook_enter(struct gatebook *book, const struct desk *desk, int64_t *after,
    struct err *err)
{
	struct footing footing;
	struct hash_quick who;
	struct person person;
	struct db_rows *rows;
	int64_t event;
	int more, n = 0;

	if (eventfeed_last(desk->db, &event, err) == -1)
		return -1;
	rows = person_behind(desk->db, *after, GATEBOOK_PART, err);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, &person);
		footing = footing_of(desk->config, &person);
		who = who_is(book, person.ref);
		remember(book, desk->config, &who, event, &footing);
		*after = person.id;
		n++;
	}
	db_end(rows);
	return more == -1 ? -1 : n;
}

int64_t
gatebook_begins(const struct gatebook *book)
{
	return book->all_changed;
}
