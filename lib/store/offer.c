#include "store/offer.h"

void
offer_init(struct offer *offer)
{
	*offer = (struct offer){.person = 0};
	buf_init(&offer->text, OFFER_TEXT_MAX);
}

void
offer_free(struct offer *offer)
{
	buf_free(&offer->text);
}

int
offer_put(struct db *db, const struct offer *offer, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO offer (person_id, expires_at, whole, sum, name, text)"
	    " VALUES ($1, $2, $3, $4, $5, $6)"
	    " ON CONFLICT (person_id) DO UPDATE SET"
	    " expires_at = excluded.expires_at, whole = excluded.whole,"
	    " sum = excluded.sum, name = excluded.name, text = excluded.text";

	return db_run(db, err, sql, db_int(offer->person),
		   db_int(offer->expires_at), db_int(offer->whole),
		   db_text(offer->sum), db_text(offer->name),
		   db_bytes(offer->text.data, offer->text.len)) == -1
	    ? -1
	    : 0;
}

enum lookup
offer_get(struct db *db, int64_t person, int64_t now, struct offer *offer,
    struct err *err)
{
	static const char sql[] =
	    "SELECT expires_at, whole, sum, name, text FROM offer"
	    " WHERE person_id = $1 AND expires_at > $2";
	struct db_rows *rows;
	const void *bytes;
	size_t len;
	int more;

	rows = db_query(db, err, sql, db_int(person), db_int(now));
	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		offer->person = person;
		offer->expires_at = db_column_int(rows, 0);
		offer->whole = db_column_int(rows, 1) != 0;
		db_column_copy(rows, 2, offer->sum, sizeof(offer->sum));
		db_column_copy(rows, 3, offer->name, sizeof(offer->name));
		bytes = db_column_bytes(rows, 4, &len);
		buf_clear(&offer->text);
		buf_add(&offer->text, bytes, len);
		if (offer->text.failed)
			more = err_memory(err);
	}
	db_end(rows);
	return lookup_of(more);
}

int
offer_drop(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] = "DELETE FROM offer WHERE person_id = $1";

	return db_run(db, err, sql, db_int(person)) == -1 ? -1 : 0;
}

int
offer_clean(struct db *db, int64_t now, struct err *err)
{
	static const char sql[] = "DELETE FROM offer WHERE expires_at <= $1";

	return db_run(db, err, sql, db_int(now)) == -1 ? -1 : 0;
}
