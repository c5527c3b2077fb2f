#include "store/guess.h"

int
guess_times(struct db *db, const char *subject, int64_t hour, int64_t *times,
    struct err *err)
{
	static const char sql[] = "SELECT coalesce(max(times), 0) FROM guess"
				  " WHERE subject = $1 AND hour = $2";

	return db_number(db, err, times, sql, db_text(subject), db_int(hour));
}

int
guess_count(struct db *db, const char *subject, int64_t hour, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO guess (subject, hour, times) VALUES ($1, $2, 1)"
	    " ON CONFLICT (subject, hour) DO UPDATE SET times = guess.times + "
	    "1";

	return db_run(db, err, sql, db_text(subject), db_int(hour)) == -1 ? -1
									  : 0;
}

int
guess_clean(struct db *db, int64_t hour, struct err *err)
{
	static const char sql[] = "DELETE FROM guess WHERE hour < $1";

	return db_run(db, err, sql, db_int(hour)) == -1 ? -1 : 0;
}
