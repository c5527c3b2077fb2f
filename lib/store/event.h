#ifndef STORE_EVENT_H
#define STORE_EVENT_H

#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "model.h"

/* What happened: "import", "opened", "enrolled", ...  Never a secret. */
struct event {
	int64_t id;
	int64_t at;
	const char *kind;
	int64_t person; /* id; 0 for nobody in particular */
	const char *actor;
	const char *detail; /* "" for none */
};

/*
 * Adds an event to the end of the chain: its hash covers the hash before it, so
 * that none can be changed, put in or taken out unseen.  Within a transaction
 * of the caller's.  "id" is not read.  Returns 0 or -1.
 *
 * Of a detail the hash covers only SHA-256 (salt || detail), with EVENT_SALT
 * random bytes that are stored beside it.  When the detail has to be forgotten,
 * that sum takes the place of the salt: the chain holds as before, and nobody
 * can find the text again by trying.
 */
#define EVENT_SALT 16 /* bytes */
int event_add(struct db *db, const struct event *event, struct err *err);

struct event_audit {
	int64_t events;
	int64_t broken;    /* id of the first that does not fit; 0: all fit */
	int64_t forgotten; /* events without their detail, which fit */
	int64_t given; /* the same, as versions of the database before 4 wrote
			  them: their hash is taken as it stands */
	int64_t cut;   /* up to that id they were cut off; 0: none */
	uint8_t last[HASH_SIZE]; /* to keep elsewhere: a chain cut short fits */
};

/* Goes along the whole chain.  Returns 0 (see "broken"), or -1 with "err". */
int event_audit(struct db *db, struct event_audit *audit, struct err *err);

/*
 * A person's events, oldest first; each row is read with event_row, whose texts
 * live until the next row.  NULL with "err".
 */
#define EVENT_COLUMNS "id, at, kind, person_id, actor, detail, hash"
struct db_rows *event_of_person(struct db *db, int64_t person, struct err *err);
void event_row(struct db_rows *rows, struct event *event);

#endif
