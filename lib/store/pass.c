#include "store/pass.h"

int
pass_put(struct db *db, const uint8_t hash[HASH_SIZE], const struct pass *pass,
    const char *return_to, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO pass (hash, person_id, return_to, expires_at, host)"
	    " VALUES ($1, $2, $3, $4, $5)";

	return db_run(db, err, sql, db_bytes(hash, HASH_SIZE),
		   db_int(pass->person), db_text(return_to),
		   db_int(pass->expires_at), db_text(pass->host)) == -1
	    ? -1
	    : 0;
}

enum lookup
pass_get(struct db *db, const uint8_t hash[HASH_SIZE], struct pass *pass,
    char return_to[PASS_RETURN_MAX + 1], struct err *err)
{
	static const char sql[] = "SELECT person_id, expires_at, used_at,"
				  " return_to FROM pass WHERE hash = $1";
	struct db_rows *rows;
	int more;

	rows = db_query(db, err, sql, db_bytes(hash, HASH_SIZE));
	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		pass->person = db_column_int(rows, 0);
		pass->expires_at = db_column_int(rows, 1);
		pass->used_at = db_column_int(rows, 2);
		db_column_copy(rows, 3, return_to, PASS_RETURN_MAX + 1);
	}
	db_end(rows);
	return lookup_of(more);
}

int
pass_spend(struct db *db, const uint8_t hash[HASH_SIZE], int64_t now,
    bool *spent, struct err *err)
{
	static const char sql[] =
	    "UPDATE pass SET used_at = $2 WHERE hash = $1 AND used_at = 0"
	    " AND expires_at > $2";
	int64_t changed;

	changed = db_run(db, err, sql, db_bytes(hash, HASH_SIZE), db_int(now));
	*spent = changed == 1;
	return changed == -1 ? -1 : 0;
}

int
pass_give_receipt(struct db *db, const uint8_t ticket[HASH_SIZE],
    const struct pass_receipt *receipt, int64_t since, bool *given,
    struct err *err)
{
	static const char sql[] =
	    "UPDATE pass SET receipt = $2, receipt_until = $3"
	    " WHERE hash = $1 AND person_id = $4 AND used_at > $5"
	    " AND receipt IS NULL";
	int64_t changed = db_run(db, err, sql, db_bytes(ticket, HASH_SIZE),
	    db_bytes(receipt->hash, HASH_SIZE), db_int(receipt->until),
	    db_int(receipt->person), db_int(since));

	*given = changed == 1;
	return changed == -1 ? -1 : 0;
}

int
pass_take_receipt(struct db *db, const struct pass_receipt *receipt,
    const char *host, int64_t now, bool *taken, struct err *err)
{
	static const char sql[] =
	    "UPDATE pass SET receipt_until = 0 WHERE receipt = $1"
	    " AND person_id = $2 AND receipt_until > $3 AND host = $4";
	int64_t changed =
	    db_run(db, err, sql, db_bytes(receipt->hash, HASH_SIZE),
		db_int(receipt->person), db_int(now), db_text(host));

	*taken = changed == 1;
	return changed == -1 ? -1 : 0;
}

int
pass_withdraw(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] = "DELETE FROM pass WHERE person_id = $1";

	return db_run(db, err, sql, db_int(person)) == -1 ? -1 : 0;
}

int
pass_clean(struct db *db, int64_t before, struct err *err)
{
	static const char sql[] = "DELETE FROM pass WHERE expires_at <= $1";

	return db_run(db, err, sql, db_int(before)) == -1 ? -1 : 0;
}
