#include <stdlib.h>

#include "store/letterbox.h"
#include "store/outreach.h"

#define ENTRIES_FIRST 64 /* doubled when full */

/* Reads rows of a person and a stage to their end. */
static int
collect(struct db_rows *rows, struct letterbox_entry **entries, size_t *count,
    struct err *err)
{
	struct letterbox_entry *list = NULL, *more;
	size_t size = 0, n = 0;
	int rc;

	*entries = NULL;
	*count = 0;
	if (rows == NULL)
		return -1;
	while ((rc = db_next(rows, err)) == 1) {
		if (n == size) {
			size = size == 0 ? ENTRIES_FIRST : 2 * size;
			more = realloc(list, size * sizeof(*list));
			if (more == NULL) {
				rc = err_memory(err);
				break;
			}
			list = more;
		}
		list[n].person = db_column_int(rows, 0);
		db_column_copy(rows, 1, list[n].stage, sizeof(list[n].stage));
		n++;
	}
	db_end(rows);
	if (rc == -1) {
		free(list);
		return -1;
	}
	*entries = list;
	*count = n;
	return 0;
}

int
letterbox_due(struct db *db, int64_t organisation, int64_t now,
    struct letterbox_entry **entries, size_t *count, struct err *err)
{
	static const char sql[] =
	    "SELECT p.id, m.stage FROM message m"
	    " JOIN person p ON p.id = m.person_id"
	    " WHERE m.state IN ('planned', 'unknown') AND m.channel = 'letter'"
	    " AND m.next_try_at <= $2 AND ($1 = 0 OR p.organisation_id = $1)"
	    " ORDER BY p.organisation_id, p.name, p.id, m.id";

	return collect(
	    db_query(db, err, sql, db_int(organisation), db_int(now)), entries,
	    count, err);
}

int
letterbox_from(struct db *db, int64_t organisation, int64_t first, int64_t most,
    struct letterbox_entry **entries, size_t *count, struct err *err)
{
	static const char sql[] =
	    "SELECT id, '' FROM person WHERE organisation_id = $1"
	    " AND left_at = 0 AND enrolled_at = 0"
	    " AND ($2 = 0 OR (name, id) >= (SELECT f.name, f.id FROM person f"
	    "   WHERE f.id = $2 AND f.organisation_id = $1))"
	    " ORDER BY name, id LIMIT $3";

	return collect(db_query(db, err, sql, db_int(organisation),
			   db_int(first), db_int(most)),
	    entries, count, err);
}

int
letterbox_record(struct db *db, int64_t person, enum message_state state,
    const char *detail, int64_t now, struct err *err)
{
	static const char sql[] =
	    "UPDATE message SET state = $2, next_try_at = 0, detail = $3,"
	    " changed_at = $4, attempts = attempts + 1"
	    " WHERE person_id = $1 AND channel = 'letter'"
	    " AND state IN ('planned', 'unknown')";

	int64_t changed = db_run(db, err, sql, db_int(person),
	    db_text(model_message_state(state)), db_text(detail), db_int(now));

	if (changed <= 0 || state != MESSAGE_SENT)
		return changed == -1 ? -1 : 0;
	return outreach_by_hand(db, person, CHANNEL_LETTER, now, err);
}
