#include <string.h>

#include "store/paper.h"

#define COLUMNS "person_id, hash, key_id, generation, made_at, expires_at"

static enum lookup
one(struct db_rows *rows, struct paper *paper, struct err *err)
{
	const void *hash;
	size_t len;
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		memset(paper, 0, sizeof(*paper));
		paper->person = db_column_int(rows, 0);
		hash = db_column_bytes(rows, 1, &len);
		memcpy(paper->hash, hash, len < HASH_SIZE ? len : HASH_SIZE);
		db_column_copy(rows, 2, paper->key_id, sizeof(paper->key_id));
		paper->generation = db_column_int(rows, 3);
		paper->made_at = db_column_int(rows, 4);
		paper->expires_at = db_column_int(rows, 5);
	}
	db_end(rows);
	return lookup_of(more);
}

enum lookup
paper_of_person(
    struct db *db, int64_t person, struct paper *paper, struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM paper WHERE person_id = $1";

	return one(db_query(db, err, sql, db_int(person)), paper, err);
}

enum lookup
paper_find(struct db *db, const uint8_t hash[HASH_SIZE], struct paper *paper,
    struct err *err)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM paper WHERE hash = $1";

	return one(
	    db_query(db, err, sql, db_bytes(hash, HASH_SIZE)), paper, err);
}

int
paper_put(struct db *db, const struct paper *paper, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO paper (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6)"
	    " ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash,"
	    " key_id = excluded.key_id, generation = excluded.generation,"
	    " made_at = excluded.made_at, expires_at = excluded.expires_at";

	return db_run(db, err, sql, db_int(paper->person),
		   db_bytes(paper->hash, HASH_SIZE), db_text(paper->key_id),
		   db_int(paper->generation), db_int(paper->made_at),
		   db_int(paper->expires_at)) == -1
	    ? -1
	    : 0;
}

int
paper_clean(struct db *db, int64_t now, struct err *err)
{
	static const char sql[] = "DELETE FROM paper WHERE expires_at <= $1";

	return db_run(db, err, sql, db_int(now)) == -1 ? -1 : 0;
}
