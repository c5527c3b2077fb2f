#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "enrol/secret.h"

/* Gives a person a key, and prints the code of "now". */
static int
give(const struct desk *desk, int64_t id, const char *ref, struct err *err)
{
	uint8_t key[TOTP_KEY_SIZE];
	char code[TOTP_DIGITS + 1];
	struct credential credential;
	int rc = -1;

	if (secret_make(desk, id, err) == -1 ||
	    credential_get(desk->db, id, CREDENTIAL_IN_USE, &credential, err) !=
		LOOKUP_FOUND ||
	    secret_open(desk, id, &credential, key, err) == -1)
		return -1;
	if (totp_code(key, sizeof(key), (uint64_t)desk->now / TOTP_SECONDS,
		code) == 0) {
		printf("%s %s\n", ref, code);
		rc = 0;
	}
	hash_wipe(key, sizeof(key));
	return rc;
}

static int
give_all(const struct desk *desk, struct err *err)
{
	static const char sql[] = "SELECT id, ref FROM person";
	struct db_rows *rows = db_query(desk->db, err, sql, DB_NONE);
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1 &&
	    give(desk, db_column_int(rows, 0), db_column_text(rows, 1), err) ==
		0)
		continue;
	db_end(rows);
	return more;
}

/*
 * usage: logins DATABASE KEY-FILE NOW; gives everybody a key and prints lines
 * of a user name and the code of that instant.
 */
int
main(int argc, char **argv)
{
	struct desk desk = {.actor = "bench"};
	struct keyring *keys;
	struct err err;

	if (argc != 4 || keyring_load(argv[2], &keys, &err) == -1)
		return 1;
	desk.keys = keys;
	desk.now = strtoll(argv[3], NULL, 10);
	if (db_open(argv[1], DB_EXISTING, &desk.db, &err) == -1 ||
	    db_begin(desk.db, &err) == -1 || give_all(&desk, &err) != 0 ||
	    db_commit(desk.db, &err) == -1) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	db_close(desk.db);
	keyring_free(keys);
	return 0;
}
