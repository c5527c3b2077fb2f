#include <stdio.h>

#include "base/encode.h"
#include "base/hash.h"
#include "store/hostkey.h"

#define PREFIX "tfh_" /* so that scanners for leaked keys can know it */
#define KEY_BYTES 32

int
hostkey_make(struct db *db, const struct hostkey *hostkey,
    char key[HOSTKEY_SIZE], struct err *err)
{
	static const char sql[] =
	    "INSERT INTO hostkey (name, hash, made_at, scopes)"
	    " VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET"
	    " hash = excluded.hash, made_at = excluded.made_at,"
	    " scopes = excluded.scopes";
	char scopes[SCOPE_TEXT_SIZE];
	char letters[ENCODE_BASE64URL_SIZE(KEY_BYTES)];
	uint8_t random[KEY_BYTES], hash[HASH_SIZE];
	int len, rc = -1;

	if (hash_random(random, sizeof(random)) == -1) {
		err_set(err, ERR_INTERNAL, "no random bytes to be had");
		goto out;
	}
	encode_base64url(random, sizeof(random), letters);
	len = snprintf(key, HOSTKEY_SIZE, PREFIX "%s", letters);
	if (hash_sha256(key, (size_t)len, hash) == -1) {
		err_set(err, ERR_INTERNAL, "the key cannot be hashed");
		goto out;
	}
	scope_write(hostkey->scopes, scopes);
	if (db_run(db, err, sql, db_text(hostkey->name),
		db_bytes(hash, sizeof(hash)), db_int(hostkey->made_at),
		db_text(scopes)) != -1)
		rc = 0;
out:
	hash_wipe(random, sizeof(random));
	hash_wipe(letters, sizeof(letters));
	return rc;
}

enum lookup
hostkey_find(
    struct db *db, const char *key, struct hostkey *hostkey, struct err *err)
{
	static const char sql[] = "SELECT name, scopes, made_at FROM hostkey"
				  " WHERE hash = $1";
	uint8_t hash[HASH_SIZE];
	struct db_rows *rows;
	int more;

	if (hash_sha256(key, strlen(key), hash) == -1) {
		err_set(err, ERR_INTERNAL, "the key cannot be hashed");
		return LOOKUP_FAILED;
	}
	rows = db_query(db, err, sql, db_bytes(hash, sizeof(hash)));
	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1)
		hostkey_row(rows, hostkey);
	db_end(rows);
	return lookup_of(more);
}

enum lookup
hostkey_revoke(struct db *db, const char *name, struct err *err)
{
	static const char sql[] = "DELETE FROM hostkey WHERE name = $1";
	int64_t gone = db_run(db, err, sql, db_text(name));

	return lookup_of(gone > 0 ? 1 : (int)gone);
}

struct db_rows *
hostkey_all(struct db *db, struct err *err)
{
	static const char sql[] =
	    "SELECT name, scopes, made_at FROM hostkey ORDER BY name";

	return db_query(db, err, sql, DB_NONE);
}

void
hostkey_row(struct db_rows *rows, struct hostkey *hostkey)
{
	db_column_copy(rows, 0, hostkey->name, sizeof(hostkey->name));
	if (scope_read(db_column_text(rows, 1), &hostkey->scopes) == -1)
		hostkey->scopes = 0;
	hostkey->made_at = db_column_int(rows, 2);
}
