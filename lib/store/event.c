#include <stdbool.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "store/event.h"
#include "store/eventchain.h"
#include "store/eventcut.h"

void
event_row(struct db_rows *rows, struct event *event)
{
	event->id = db_column_int(rows, 0);
	event->at = db_column_int(rows, 1);
	event->kind = db_column_text(rows, 2);
	event->person = db_column_int(rows, 3);
	event->actor = db_column_text(rows, 4);
	event->detail = db_column_text(rows, 5);
}

/* The hash of the newest event; zeros when there is none. */
static int
newest(struct db *db, uint8_t hash[HASH_SIZE], struct err *err)
{
	static const char sql[] =
	    "SELECT hash FROM event ORDER BY id DESC LIMIT 1";
	struct db_rows *rows = db_query(db, err, sql, DB_NONE);
	const void *bytes;
	size_t len;
	int more;

	memset(hash, 0, HASH_SIZE);
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1) {
		bytes = db_column_bytes(rows, 0, &len);
		if (len == HASH_SIZE)
			memcpy(hash, bytes, HASH_SIZE);
	}
	db_end(rows);
	return more == -1 ? -1 : 0;
}

int
event_add(struct db *db, const struct event *event, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO event (at, kind, person_id, actor, detail, hash, salt)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7)";
	uint8_t before[HASH_SIZE], hash[HASH_SIZE];
	struct eventchain_cover cover = {.len = 0};

	if (event->detail[0] != '\0') {
		cover.len = EVENT_SALT;
		if (hash_random(cover.bytes, EVENT_SALT) == -1)
			return err_set(
			    err, ERR_INTERNAL, "no random bytes to be had");
	}
	if (newest(db, before, err) == -1 ||
	    eventchain_hash(before, event, &cover, hash, err) == -1)
		return -1;
	return db_run(db, err, sql, db_int(event->at), db_text(event->kind),
		   db_int(event->person), db_text(event->actor),
		   db_text(event->detail), db_bytes(hash, sizeof(hash)),
		   cover.len == 0 ? db_text(NULL)
				  : db_bytes(cover.bytes, cover.len)) == -1
	    ? -1
	    : 0;
}

/* Where the chain begins: behind what was cut off, as far as it is gone. */
struct walk {
	struct event_audit *audit;
	struct eventcut cut;
	bool attested; /* an event tells of the cut */
	bool began;
};

/* Of a text that was forgotten only how a call ended may be left. */
static bool
says_what_it_forgot(
    const struct event *event, const struct eventchain_cover *cover)
{
	return cover->len != 0 && cover->len != EVENT_SALT &&
	    event->detail[0] != '\0' &&
	    (!text_same(event->kind, "called") ||
		strchr(event->detail, ':') != NULL);
}

/* Whether a row fits behind the ones before it, whose hash is in "audit". */
static int
fits(struct walk *walk, struct db_rows *rows, bool *fit, struct err *err)
{
	struct event_audit *audit = walk->audit;
	struct eventchain_cover cover = {.len = 0};
	uint8_t hash[HASH_SIZE];
	struct event event;
	const void *kept;
	size_t len;

	event_row(rows, &event);
	eventchain_cover(rows, 7, &cover);
	kept = db_column_bytes(rows, 6, &len);
	if (!walk->began && event.id > walk->cut.last)
		memcpy(audit->last, walk->cut.hash, HASH_SIZE);
	audit->forgotten += cover.len == HASH_SIZE;
	audit->given += cover.len == EVENTCHAIN_GIVEN;
	if (eventchain_hash(audit->last, &event, &cover, hash, err) == -1)
		return -1;
	*fit = len == HASH_SIZE && !says_what_it_forgot(&event, &cover) &&
	    (cover.len == EVENTCHAIN_GIVEN ||
		(!walk->began && event.id <= walk->cut.last) ||
		memcmp(kept, hash, HASH_SIZE) == 0) &&
	    (event.id != walk->cut.last ||
		memcmp(kept, walk->cut.hash, HASH_SIZE) == 0);
	walk->began = true;
	walk->attested |= eventcut_is_told(&walk->cut, &event);
	if (*fit)
		memcpy(audit->last, kept, HASH_SIZE);
	else
		audit->broken = event.id;
	return 0;
}

int
event_audit(struct db *db, struct event_audit *audit, struct err *err)
{
	static const char sql[] =
	    "SELECT " EVENT_COLUMNS ", salt FROM event ORDER BY id";
	struct walk walk = {.audit = audit};
	struct db_rows *rows;
	bool fit = true;
	int more = -1;

	memset(audit, 0, sizeof(*audit));
	if (eventcut_read(db, &walk.cut, err) == -1)
		return -1;
	audit->cut = walk.cut.last;
	rows = db_query(db, err, sql, DB_NONE);
	if (rows == NULL)
		return -1;
	while (fit && (more = db_next(rows, err)) == 1) {
		audit->events++;
		if (fits(&walk, rows, &fit, err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	/* Somebody took the beginning away, and nobody said so. */
	if (fit && walk.cut.last != 0 && !walk.attested)
		audit->broken = walk.cut.last;
	return more == -1 ? -1 : 0;
}

struct db_rows *
event_of_person(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] =
	    "SELECT " EVENT_COLUMNS " FROM event WHERE person_id = $1"
	    " ORDER BY id";

	return db_query(db, err, sql, db_int(person));
}
