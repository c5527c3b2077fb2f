#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "store/event.h"

#define HASHED_MAX 8192 /* bytes of one event, its texts and all */

#define COLUMNS "id, at, kind, person_id, actor, detail, hash"

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

/*
 * The hash of what came before and of this.  A text is preceded by its length,
 * so that no letter can move from one to the next.
 */
static int
chain(const uint8_t before[HASH_SIZE], const struct event *event,
    uint8_t hash[HASH_SIZE], struct err *err)
{
	struct buf b;
	int rc = -1;

	buf_init(&b, HASHED_MAX);
	buf_add(&b, before, HASH_SIZE);
	buf_format(&b, "%lld %lld %zu:%s %zu:%s %zu:%s", (long long)event->at,
	    (long long)event->person, strlen(event->kind), event->kind,
	    strlen(event->actor), event->actor, strlen(event->detail),
	    event->detail);
	if (b.failed || hash_sha256(b.data, b.len, hash) == -1)
		err_set(err, ERR_INTERNAL, "event \"%s\" cannot be hashed",
		    event->kind);
	else
		rc = 0;
	buf_free(&b);
	return rc;
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
	    "INSERT INTO event (at, kind, person_id, actor, detail, hash)"
	    " VALUES ($1, $2, $3, $4, $5, $6)";
	uint8_t before[HASH_SIZE], hash[HASH_SIZE];

	if (newest(db, before, err) == -1 ||
	    chain(before, event, hash, err) == -1)
		return -1;
	return db_run(db, err, sql, db_int(event->at), db_text(event->kind),
		   db_int(event->person), db_text(event->actor),
		   db_text(event->detail), db_bytes(hash, sizeof(hash))) == -1
	    ? -1
	    : 0;
}

int
event_audit(struct db *db, struct event_audit *audit, struct err *err)
{
	static const char sql[] = "SELECT " COLUMNS " FROM event ORDER BY id";
	struct db_rows *rows;
	struct event event;
	uint8_t hash[HASH_SIZE];
	const void *kept;
	size_t len;
	int more = -1;

	memset(audit, 0, sizeof(*audit));
	rows = db_query(db, err, sql, DB_NONE);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		event_row(rows, &event);
		audit->events++;
		if (chain(audit->last, &event, hash, err) == -1) {
			more = -1;
			break;
		}
		kept = db_column_bytes(rows, 6, &len);
		if (len != HASH_SIZE || memcmp(kept, hash, HASH_SIZE) != 0) {
			audit->broken = event.id;
			break;
		}
		memcpy(audit->last, hash, HASH_SIZE);
	}
	db_end(rows);
	return more == -1 ? -1 : 0;
}

struct db_rows *
event_of_person(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM event WHERE person_id = $1"
	    " ORDER BY id";

	return db_query(db, err, sql, db_int(person));
}
