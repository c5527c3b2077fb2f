#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/eventchain.h"
#include "store/eventpast.h"
#include "store/holding.h"
#include "store/setting.h"

/* What stays of a detail: how a call ended is counted. */
static size_t
kept_length(const char *kind, const char *detail)
{
	return text_same(kind, "called") ? strcspn(detail, ":") : 0;
}

/*
 * Whether a detail may have somebody in it: in what is of nobody in particular
 * only whom to ask, and what was arranged with an organisation and why.
 */
static bool
is_personal(const struct event *event)
{
	return event->person != 0 || text_same(event->kind, "contact") ||
	    text_starts(event->detail, "organisation ");
}

/* Some events whose details are to go. */
#define SOME 256
#define ROUNDS 8 /* of so many in a transaction */
struct some {
	int64_t ids[SOME];
	struct eventchain_cover covers[SOME];
	char kept[SOME][LABEL_MAX + 1];
	size_t count;
};

/* One more, the row that "event" was read from. */
static int
take(struct db_rows *rows, const struct event *event, struct some *some,
    struct err *err)
{
	struct eventchain_cover *cover = &some->covers[some->count];

	eventchain_cover(rows, 7, cover);
	/* It was forgotten before, though an outcome stayed. */
	if (cover->len == HASH_SIZE || cover->len == EVENTCHAIN_GIVEN)
		return 0;
	if (cover->len != EVENT_SALT)
		*cover = (struct eventchain_cover){.len = EVENTCHAIN_GIVEN};
	else if (eventchain_sum(event->detail, cover, err) == -1)
		return -1;
	snprintf(some->kept[some->count], LABEL_MAX + 1, "%.*s",
	    (int)kept_length(event->kind, event->detail), event->detail);
	some->ids[some->count++] = event->id;
	return 0;
}

static int
write_all(struct db *db, const struct some *some, struct err *err)
{
	static const char sql[] =
	    "UPDATE event SET detail = $2, salt = $3 WHERE id = $1";
	size_t i;

	for (i = 0; i < some->count; i++) {
		if (db_run(db, err, sql, db_int(some->ids[i]),
			db_text(some->kept[i]),
			db_bytes(some->covers[i].bytes, some->covers[i].len)) ==
		    -1)
			return -1;
	}
	return 0;
}

static int64_t
forget(struct db *db, struct db_rows *rows, struct err *err)
{
	struct some some = {.count = 0};
	struct event event;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		event_row(rows, &event);
		if (take(rows, &event, &some, err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	return more == -1 || write_all(db, &some, err) == -1
	    ? -1
	    : (int64_t)some.count;
}

/* Not what was forgotten before, though an outcome stayed. */
#define HAS_DETAIL                                                             \
	" AND detail <> '' AND (salt IS NULL OR length(salt) = 16)"            \
	" ORDER BY id LIMIT "

/* All that a statement finds, which finds none twice. */
static int64_t
forget_all(struct db *db, const char *sql, int64_t value, struct err *err)
{
	int64_t sum = 0, some = SOME;

	while (some == SOME) {
		some = forget(db, db_query(db, err, sql, db_int(value)), err);
		if (some == -1)
			return -1;
		sum += some;
	}
	return sum;
}

int64_t
eventpast_forget(struct db *db, int64_t person, struct err *err)
{
	static const char own[] =
	    "SELECT " EVENT_COLUMNS
	    ", salt FROM event WHERE person_id = $1" HAS_DETAIL "256";
	static const char contacts[] =
	    "SELECT " EVENT_COLUMNS ", salt FROM event"
	    " WHERE kind = 'contact' AND " HOLDING_NAMES("detail") HAS_DETAIL
	    "256";
	int64_t first = forget_all(db, own, person, err), second;

	if (first == -1)
		return -1;
	second = forget_all(db, contacts, person, err);
	return second == -1 ? -1 : first + second;
}

/* Up to which event it is done; 0 for none. */
static int
read_place(struct db *db, int64_t *place, struct err *err)
{
	char value[SETTING_MAX + 1];

	*place = 0;
	switch (setting_get(db, SETTING_FORGOTTEN, value, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	return text_number(value, 0, INT64_MAX, place) == -1
	    ? err_set(err, ERR_INTERNAL, "the setting \"%s\" is no number",
		  SETTING_FORGOTTEN)
	    : 0;
}

#define BEHIND                                                                 \
	"SELECT " EVENT_COLUMNS ", salt FROM event WHERE id > $1 ORDER BY id"  \
	" LIMIT 256"

/* Goes on from a place; returns how many were looked at, or -1. */
static int
go_on(struct db *db, int64_t before, int64_t *place, struct some *some,
    struct err *err)
{
	static const char sql[] = BEHIND;
	struct db_rows *rows = db_query(db, err, sql, db_int(*place));
	struct event event;
	int n = 0, more;

	some->count = 0;
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		event_row(rows, &event);
		if (event.at >= before)
			break;
		if (event.detail[0] != '\0' && is_personal(&event) &&
		    take(rows, &event, some, err) == -1) {
			more = -1;
			break;
		}
		*place = event.id;
		n++;
	}
	db_end(rows);
	return more == -1 ? -1 : n;
}

int
eventpast_forget_old(
    struct db *db, int64_t before, int64_t *forgotten, struct err *err)
{
	char value[SETTING_MAX + 1];
	int64_t place;
	struct some some;
	int n = SOME, round;

	*forgotten = 0;
	if (read_place(db, &place, err) == -1)
		return -1;
	for (round = 0; round < ROUNDS && n == SOME; round++) {
		n = go_on(db, before, &place, &some, err);
		if (n == -1 || write_all(db, &some, err) == -1)
			return -1;
		*forgotten += (int64_t)some.count;
	}
	snprintf(value, sizeof(value), "%lld", (long long)place);
	return setting_put(db, SETTING_FORGOTTEN, value, err) == -1 ? -1
								    : n == SOME;
}

int
eventpast_count_old(
    struct db *db, int64_t before, int64_t *count, struct err *err)
{
	static const char sql[] =
	    "SELECT count(*) FROM event WHERE id > $1 AND at < $2"
	    " AND detail <> '' AND (salt IS NULL OR length(salt) = 16)"
	    " AND (person_id <> 0 OR kind = 'contact'"
	    " OR detail LIKE 'organisation %')";
	int64_t place;

	return read_place(db, &place, err) == -1 ||
		db_number(db, err, count, sql, db_int(place), db_int(before)) ==
		    -1
	    ? -1
	    : 0;
}
