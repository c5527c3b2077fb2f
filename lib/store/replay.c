#include <string.h>

#include "store/replay.h"

int
replay_put(struct db *db, const char *host, const char *key,
    const struct replay *replay, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO replay (host, key, call, result, retry_at, at)"
	    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (host, key)"
	    " DO UPDATE SET call = excluded.call, result = excluded.result,"
	    " retry_at = excluded.retry_at, at = excluded.at";

	return db_run(db, err, sql, db_text(host), db_text(key),
		   db_bytes(replay->call, sizeof(replay->call)),
		   db_int(replay->result), db_int(replay->retry_at),
		   db_int(replay->at)) == -1
	    ? -1
	    : 0;
}

enum lookup
replay_get(struct db *db, const char *host, const char *key,
    struct replay *replay, struct err *err)
{
	static const char sql[] = "SELECT call, result, retry_at, at"
				  " FROM replay WHERE host = $1 AND key = $2";
	struct db_rows *rows =
	    db_query(db, err, sql, db_text(host), db_text(key));
	const void *call;
	size_t len;
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		*replay = (struct replay){.result = db_column_int(rows, 1),
		    .retry_at = db_column_int(rows, 2),
		    .at = db_column_int(rows, 3)};
		call = db_column_bytes(rows, 0, &len);
		if (len == sizeof(replay->call))
			memcpy(replay->call, call, len);
	}
	db_end(rows);
	return lookup_of(more);
}

int
replay_clean(struct db *db, int64_t before, struct err *err)
{
	static const char sql[] = "DELETE FROM replay WHERE at < $1";

	return db_run(db, err, sql, db_int(before)) == -1 ? -1 : 0;
}
