#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/encode.h"
#include "base/text.h"
#include "store/eventcut.h"
#include "store/setting.h"

#define KIND "events-cut"
#define CUT_SIZE (sizeof("9223372036854775807 ") + ENCODE_HEX_SIZE(HASH_SIZE))

static void
write_cut(const struct eventcut *cut, char text[CUT_SIZE])
{
	char hash[ENCODE_HEX_SIZE(HASH_SIZE)];

	encode_hex(cut->hash, sizeof(cut->hash), hash);
	snprintf(text, CUT_SIZE, "%" PRId64 " %s", cut->last, hash);
}

int
eventcut_read(struct db *db, struct eventcut *cut, struct err *err)
{
	char value[SETTING_MAX + 1], *space;

	memset(cut, 0, sizeof(*cut));
	switch (setting_get(db, SETTING_CUT, value, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	space = strchr(value, ' ');
	if (space != NULL)
		*space = '\0';
	if (space == NULL ||
	    text_number(value, 1, INT64_MAX, &cut->last) == -1 ||
	    decode_hex(space + 1, cut->hash, HASH_SIZE) != HASH_SIZE)
		return err_set(err, ERR_DATA,
		    "the setting \"%s\" was changed by hand: it says no longer "
		    "where the chain of events begins",
		    SETTING_CUT);
	return 0;
}

bool
eventcut_is_told(const struct eventcut *cut, const struct event *event)
{
	char text[CUT_SIZE];

	if (cut->last == 0 || !text_same(event->kind, KIND))
		return false;
	write_cut(cut, text);
	return text_same(event->detail, text);
}

/* The last event before an instant, of those that come first; 0 for none. */
static int
find_last(struct db *db, int64_t before, struct eventcut *cut, struct err *err)
{
	static const char younger[] =
	    "SELECT id FROM event WHERE at >= $1 ORDER BY id LIMIT 1";
	static const char newest[] = "SELECT max(id) FROM event";
	static const char sql[] =
	    "SELECT id, hash FROM event WHERE id < $1 ORDER BY id DESC LIMIT 1";
	struct db_rows *rows;
	const void *hash;
	int64_t first;
	size_t len;
	int more;

	cut->last = 0;
	if (db_number(db, err, &first, younger, db_int(before)) == -1 ||
	    (first == 0 && db_number(db, err, &first, newest, DB_NONE) == -1))
		return -1;
	rows = db_query(db, err, sql, db_int(first));
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1) {
		hash = db_column_bytes(rows, 1, &len);
		if (len == HASH_SIZE) {
			cut->last = db_column_int(rows, 0);
			memcpy(cut->hash, hash, HASH_SIZE);
		}
	}
	db_end(rows);
	return more == -1 ? -1 : 0;
}

int
eventcut_make(struct db *db, int64_t before, int64_t now, const char *actor,
    int64_t *last, struct err *err)
{
	struct eventcut old, cut;
	char text[CUT_SIZE];
	const struct event event = {
	    .at = now, .kind = KIND, .actor = actor, .detail = text};

	if (eventcut_read(db, &old, err) == -1 ||
	    find_last(db, before, &cut, err) == -1)
		return -1;
	*last = old.last;
	if (cut.last <= old.last)
		return 0;
	*last = cut.last;
	write_cut(&cut, text);
	return setting_put(db, SETTING_CUT, text, err) == -1
	    ? -1
	    : event_add(db, &event, err);
}

/* Those that are removed at a time, and the calls among them. */
#define SOME "5000"
#define GOING                                                                  \
	" event WHERE id IN (SELECT id FROM event WHERE id <= $1"              \
	" ORDER BY id LIMIT " SOME ")"

struct call {
	int64_t organisation;
	char outcome[LABEL_MAX + 1];
};

static int
count_call(struct db *db, const struct call *call, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO called (organisation_id, outcome, times)"
	    " VALUES ($1, $2, 1) ON CONFLICT (organisation_id, outcome)"
	    " DO UPDATE SET times = called.times + 1";

	return db_run(db, err, sql, db_int(call->organisation),
		   db_text(call->outcome)) == -1
	    ? -1
	    : 0;
}

static int
count_calls(struct db *db, int64_t last, struct err *err)
{
	static const char sql[] =
	    "SELECT p.organisation_id, e.detail FROM event e"
	    " JOIN person p ON p.id = e.person_id WHERE e.kind = 'called'"
	    " AND e.id IN (SELECT id FROM event WHERE id <= $1"
	    " ORDER BY id LIMIT " SOME ")";
	struct db_rows *rows = db_query(db, err, sql, db_int(last));
	const char *detail;
	struct call call;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		detail = db_column_text(rows, 1);
		call.organisation = db_column_int(rows, 0);
		snprintf(call.outcome, sizeof(call.outcome), "%.*s",
		    (int)strcspn(detail, ":"), detail);
		if (count_call(db, &call, err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	return more == -1 ? -1 : 0;
}

int64_t
eventcut_remove(struct db *db, struct err *err)
{
	static const char sql[] = "DELETE FROM" GOING;
	struct eventcut cut;

	if (eventcut_read(db, &cut, err) == -1 ||
	    count_calls(db, cut.last, err) == -1)
		return -1;
	return db_run(db, err, sql, db_int(cut.last));
}

int
eventcut_count(struct db *db, int64_t before, int64_t *count, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM event WHERE id <= $1";
	struct eventcut cut;

	if (find_last(db, before, &cut, err) == -1)
		return -1;
	return db_number(db, err, count, sql, db_int(cut.last));
}
