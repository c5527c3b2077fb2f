#include "base/text.h"
#include "store/intake.h"
#include "store/person.h"
#include "store/schema.h"

/* On disk the hashes have their lowest byte first. */
#define HASH_BYTES 8
#define PAGE_BYTES ((size_t)INTAKE_PAGE * HASH_BYTES)

static int
done(int64_t changed)
{
	return changed == -1 ? -1 : 0;
}

static const char *
or_null(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

static int
is_empty(struct db *db, bool *empty, struct err *err)
{
	static const char sql[] = "SELECT id FROM person LIMIT 1";
	int64_t somebody;

	if (db_number(db, err, &somebody, sql, DB_NONE) == -1)
		return -1;
	*empty = somebody == 0;
	return 0;
}

int
intake_transaction(struct db *db, struct err *err)
{
	bool empty;

	if (is_empty(db, &empty, err) == -1)
		return -1;
	return empty ? db_begin_load(db, err) : db_begin(db, err);
}

int
intake_last_id(struct db *db, int64_t *last_id, struct err *err)
{
	static const char sql[] = "SELECT max(id) FROM person";

	return db_number(db, err, last_id, sql, DB_NONE);
}

struct db_rows *
intake_pages(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT page, hashes FROM intake_page ORDER BY page";

	return db_query(db, err, sql, DB_NONE);
}

void
intake_page(struct db_rows *rows, uint64_t hashes[INTAKE_PAGE])
{
	size_t len, i, k;
	const unsigned char *bytes = db_column_bytes(rows, 1, &len);

	for (i = 0; i < INTAKE_PAGE; i++) {
		hashes[i] = 0;
		for (k = 0; k < HASH_BYTES && len == PAGE_BYTES; k++)
			hashes[i] |= (uint64_t)bytes[i * HASH_BYTES + k]
			    << (8 * k);
	}
}

int
intake_put_page(struct db *db, int64_t page, const uint64_t hashes[INTAKE_PAGE],
    struct err *err)
{
	static const char sql[] =
	    "INSERT INTO intake_page (page, hashes) VALUES ($1, $2)"
	    " ON CONFLICT (page) DO UPDATE SET hashes = excluded.hashes";
	unsigned char bytes[PAGE_BYTES];
	size_t i, k;

	for (i = 0; i < INTAKE_PAGE; i++) {
		for (k = 0; k < HASH_BYTES; k++)
			bytes[i * HASH_BYTES + k] =
			    (unsigned char)(hashes[i] >> (8 * k));
	}
	return done(
	    db_run(db, err, sql, db_int(page), db_bytes(bytes, sizeof(bytes))));
}

int
intake_forget(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] =
	    "SELECT page, hashes FROM intake_page WHERE page = $1";
	uint64_t hashes[INTAKE_PAGE];
	struct db_rows *rows;
	int more;

	rows = db_query(db, err, sql, db_int(person / INTAKE_PAGE));
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1)
		intake_page(rows, hashes);
	db_end(rows);
	if (more != 1 || hashes[person % INTAKE_PAGE] == 0)
		return more == -1 ? -1 : 0;
	hashes[person % INTAKE_PAGE] = 0;
	return intake_put_page(db, person / INTAKE_PAGE, hashes, err);
}

int
intake_begin(struct db *db, bool *first, struct err *err)
{
	if (is_empty(db, first, err) == -1)
		return -1;
	return *first ? schema_drop_indexes(db, err) : 0;
}

int
intake_finish(struct db *db, bool first, struct err *err)
{
	return first ? schema_make_indexes(db, err) : 0;
}

int
intake_add(struct db *db, const struct person *p, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO person (organisation_id, ref, name, email, phone,"
	    " identifier, language, wave, audience, joined_day, enrolled_at,"
	    " method, shared, id, listed_day)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
	    " $14, $15)";

	return done(db_run(db, err, sql, db_int(p->organisation),
	    db_text(p->ref), db_text(p->name), db_text(or_null(p->email)),
	    db_text(p->phone), db_text(p->identifier), db_text(p->language),
	    db_text(p->wave), db_text(model_audience(p->audience)),
	    db_int(p->joined_day), db_int(p->enrolled_at), db_text(p->method),
	    db_int(p->shared), p->id == 0 ? db_text(NULL) : db_int(p->id),
	    db_int(p->listed_day)));
}

int
intake_change(
    struct db *db, const struct person *p, bool new_email, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET organisation_id = $2, name = $3, phone = $4,"
	    " identifier = $5, language = $6, wave = $7, audience = $8,"
	    " joined_day = $9, enrolled_at = $10, method = $11,"
	    " listed_day = $12, left_at = 0, next_due_at = 1 WHERE id = $1";
	/* Apart: its index would be written anew with each change. */
	static const char email[] =
	    "UPDATE person SET email = $2, shared = $3, unreachable_at = 0"
	    " WHERE id = $1";

	if (new_email &&
	    db_run(db, err, email, db_int(p->id), db_text(or_null(p->email)),
		db_int(p->shared)) == -1)
		return -1;
	return done(db_run(db, err, sql, db_int(p->id), db_int(p->organisation),
	    db_text(p->name), db_text(p->phone), db_text(p->identifier),
	    db_text(p->language), db_text(p->wave),
	    db_text(model_audience(p->audience)), db_int(p->joined_day),
	    db_int(p->enrolled_at), db_text(p->method), db_int(p->listed_day)));
}

int
intake_leave(struct db *db, int64_t id, int64_t at, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET left_at = $2, generation = generation + 1,"
	    " next_due_at = 0 WHERE id = $1";

	return done(db_run(db, err, sql, db_int(id), db_int(at)));
}

enum lookup
intake_holder(struct db *db, const char *email, int64_t *id, struct err *err)
{
	/* In two parts, for each of which there is an index. */
	static const char sql[] = "SELECT id FROM person WHERE email = $1"
				  " AND shared = 0 AND left_at = 0"
				  " UNION ALL"
				  " SELECT id FROM person WHERE email = $1"
				  " AND shared = 1 AND left_at = 0 LIMIT 1";

	if (db_number(db, err, id, sql, db_text(email)) == -1)
		return LOOKUP_FAILED;
	return *id == 0 ? LOOKUP_NONE : LOOKUP_FOUND;
}

int
intake_release(struct db *db, int64_t id, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET email = NULL WHERE id = $1";

	return done(db_run(db, err, sql, db_int(id)));
}

int
intake_share(struct db *db, const char *email, struct err *err)
{
	static const char sql[] = "UPDATE person SET shared = 1"
				  " WHERE email = $1 AND shared = 0"
				  " AND left_at = 0";

	return done(db_run(db, err, sql, db_text(email)));
}

int
intake_unshare(struct db *db, struct err *err)
{
	static const char sql[] =
	    "UPDATE person SET shared = 0 WHERE id IN ("
	    " SELECT min(id) FROM person WHERE shared = 1 AND left_at = 0"
	    " GROUP BY email HAVING count(*) = 1)";

	return done(db_run(db, err, sql, DB_NONE));
}

struct db_rows *
intake_members(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT organisation_id, id FROM person WHERE left_at = 0"
	    " ORDER BY organisation_id";

	return db_query(db, err, sql, DB_NONE);
}
