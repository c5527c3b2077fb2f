#include <string.h>

#include "store/credential.h"

#define OF_PERSON                                                              \
	"SELECT sealed, waiting, made_at, confirmed_at, last_step"             \
	" FROM credential WHERE person_id = $1 ORDER BY waiting"

enum lookup
credential_get(struct db *db, int64_t person, enum credential_wanted wanted,
    struct credential *credential, struct err *err)
{
	static const char *const sql[] = {
	    [CREDENTIAL_IN_USE] = OF_PERSON " LIMIT 1",
	    [CREDENTIAL_WAITING] = OF_PERSON " DESC LIMIT 1"};
	struct db_rows *rows = db_query(db, err, sql[wanted], db_int(person));
	const void *sealed;
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		sealed = db_column_bytes(rows, 0, &credential->len);
		if (credential->len > sizeof(credential->sealed)) {
			more = err_set(err, ERR_CONFIG,
			    "the sealed secret of person %lld is too long: it "
			    "was changed",
			    (long long)person);
			goto out;
		}
		memcpy(credential->sealed, sealed, credential->len);
		credential->waiting = db_column_int(rows, 1) != 0;
		credential->made_at = db_column_int(rows, 2);
		credential->confirmed_at = db_column_int(rows, 3);
		credential->last_step = db_column_int(rows, 4);
	}
out:
	db_end(rows);
	return lookup_of(more);
}

int
credential_put(struct db *db, int64_t person, const void *sealed, size_t len,
    int64_t now, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO credential (person_id, waiting, sealed, made_at)"
	    " VALUES ($1, 1, $2, $3) ON CONFLICT (person_id, waiting)"
	    " DO UPDATE SET sealed = excluded.sealed,"
	    " made_at = excluded.made_at";

	return db_run(db, err, sql, db_int(person), db_bytes(sealed, len),
		   db_int(now)) == -1
	    ? -1
	    : 0;
}

int
credential_accept(struct db *db, int64_t person, int64_t step, bool *accepted,
    struct err *err)
{
	static const char sql[] =
	    "UPDATE credential SET last_step = $2"
	    " WHERE person_id = $1 AND waiting = 0 AND last_step < $2";
	int64_t changed;

	changed = db_run(db, err, sql, db_int(person), db_int(step));
	*accepted = changed == 1;
	return changed == -1 ? -1 : 0;
}

int
credential_confirm(struct db *db, int64_t person, int64_t step, int64_t now,
    bool *replaced, struct err *err)
{
	static const char old[] = "DELETE FROM credential"
				  " WHERE person_id = $1 AND waiting = 0";
	static const char new[] =
	    "UPDATE credential SET waiting = 0, last_step = $2,"
	    " confirmed_at = $3 WHERE person_id = $1 AND waiting = 1";
	int64_t removed = db_run(db, err, old, db_int(person));

	*replaced = removed == 1;
	return removed == -1 ||
		db_run(db, err, new, db_int(person), db_int(step),
		    db_int(now)) == -1
	    ? -1
	    : 0;
}

int
credential_behind(struct db *db, const struct credential_place *place,
    struct credential_sealed *out, int size, struct err *err)
{
	static const char sql[] =
	    "SELECT person_id, waiting, sealed FROM credential"
	    " WHERE (person_id, waiting) > ($1, $2)"
	    " ORDER BY person_id, waiting LIMIT $3";
	struct db_rows *rows;
	const void *sealed;
	int n = 0, more;

	rows = db_query(db, err, sql, db_int(place->person),
	    db_int(place->waiting), db_int(size));
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		out[n].place.person = db_column_int(rows, 0);
		out[n].place.waiting = db_column_int(rows, 1) != 0;
		sealed = db_column_bytes(rows, 2, &out[n].len);
		if (out[n].len <= sizeof(out[n].sealed))
			memcpy(out[n].sealed, sealed, out[n].len);
		else
			out[n].len = 0;
		n++;
	}
	db_end(rows);
	return more == -1 ? -1 : n;
}

int
credential_reseal(struct db *db, const struct credential_place *place,
    const void *sealed, size_t len, struct err *err)
{
	static const char sql[] = "UPDATE credential SET sealed = $3"
				  " WHERE person_id = $1 AND waiting = $2";

	return db_run(db, err, sql, db_int(place->person),
		   db_int(place->waiting), db_bytes(sealed, len)) == -1
	    ? -1
	    : 0;
}

int
credential_count(struct db *db, int64_t *count, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM credential";

	return db_number(db, err, count, sql, DB_NONE);
}

int
credential_remove(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] = "DELETE FROM credential"
				  " WHERE person_id = $1";

	if (db_run(db, err, sql, db_int(person)) == -1)
		return -1;
	return credential_no_recovery(db, person, err);
}

int
credential_recovery(struct db *db, int64_t person, const char *key_id,
    const uint8_t hash[HASH_SIZE], struct err *err)
{
	static const char sql[] = "INSERT INTO recovery (person_id, key_id,"
				  " hash) VALUES ($1, $2, $3)";

	return db_run(db, err, sql, db_int(person), db_text(key_id),
		   db_bytes(hash, HASH_SIZE)) == -1
	    ? -1
	    : 0;
}

int
credential_spend_recovery(struct db *db, int64_t person,
    const uint8_t hash[HASH_SIZE], int64_t now, bool *spent, struct err *err)
{
	static const char sql[] =
	    "UPDATE recovery SET used_at = $3"
	    " WHERE person_id = $1 AND hash = $2 AND used_at = 0";
	int64_t changed = db_run(db, err, sql, db_int(person),
	    db_bytes(hash, HASH_SIZE), db_int(now));

	*spent = changed == 1;
	return changed == -1 ? -1 : 0;
}

int
credential_no_recovery(struct db *db, int64_t person, struct err *err)
{
	static const char sql[] = "DELETE FROM recovery WHERE person_id = $1";

	return db_run(db, err, sql, db_int(person)) == -1 ? -1 : 0;
}
