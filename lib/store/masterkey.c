#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "model.h"
#include "store/masterkey.h"
#include "store/setting.h"

#define NAME_SIZE (sizeof(SETTING_LINKS) + LABEL_MAX)
#define INSTANT_SIZE 24

static void
name_of(const char *id, char name[NAME_SIZE])
{
	snprintf(name, NAME_SIZE, "%s%s", SETTING_LINKS, id);
}

int
masterkey_recoveries(
    struct db *db, const char *id, int64_t *people, struct err *err)
{
	static const char sql[] =
	    "SELECT count(DISTINCT person_id) FROM recovery"
	    " WHERE key_id = $1 AND used_at = 0";

	return db_number(db, err, people, sql, db_text(id));
}

int
masterkey_papers(
    struct db *db, const char *id, int64_t now, int64_t *codes, struct err *err)
{
	static const char sql[] = "SELECT count(*) FROM paper"
				  " WHERE key_id = $1 AND expires_at > $2";

	return db_number(db, err, codes, sql, db_text(id), db_int(now));
}

int
masterkey_links(struct db *db, const char *id, int64_t *until, struct err *err)
{
	char name[NAME_SIZE], value[SETTING_MAX + 1];

	*until = 0;
	name_of(id, name);
	switch (setting_get(db, name, value, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		break;
	case LOOKUP_FOUND:
		if (text_number(value, 0, INT64_MAX, until) == -1)
			return err_set(err, ERR_INTERNAL,
			    "the setting \"%s\" is no instant", name);
		break;
	}
	return 0;
}

int
masterkey_note_links(
    struct db *db, const char *id, int64_t until, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO setting (name, value) VALUES ($1, $2)"
	    " ON CONFLICT (name) DO NOTHING";
	char name[NAME_SIZE], value[INSTANT_SIZE];

	name_of(id, name);
	snprintf(value, sizeof(value), "%" PRId64, until);
	return db_run(db, err, sql, db_text(name), db_text(value)) == -1 ? -1
									 : 0;
}

int
masterkey_no_links(struct db *db, const char *id, struct err *err)
{
	static const char sql[] = "DELETE FROM setting WHERE name = $1";
	char name[NAME_SIZE];

	name_of(id, name);
	return db_run(db, err, sql, db_text(name)) == -1 ? -1 : 0;
}

int
masterkey_forget(struct db *db, const char *id, struct err *err)
{
	static const char recovery[] = "DELETE FROM recovery WHERE key_id = $1";
	static const char paper[] = "DELETE FROM paper WHERE key_id = $1";

	return db_run(db, err, recovery, db_text(id)) == -1 ||
		db_run(db, err, paper, db_text(id)) == -1
	    ? -1
	    : 0;
}
