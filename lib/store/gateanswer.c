#include "store/gateanswer.h"

int
gateanswer_count(
    struct db *db, int64_t day, enum decision decision, struct err *err)
{
	static const char sql[] =
	    "INSERT INTO gate_answer (day, decision, times) VALUES ($1, $2, 1)"
	    " ON CONFLICT (day, decision) DO UPDATE"
	    " SET times = gate_answer.times + 1";

	return db_run(db, err, sql, db_int(day),
		   db_text(model_decision(decision))) == -1
	    ? -1
	    : 0;
}

int
gateanswer_get(struct db *db, int64_t day, enum decision decision,
    int64_t *times, struct err *err)
{
	static const char sql[] =
	    "SELECT times FROM gate_answer WHERE day = $1 AND decision = $2";

	return db_number(db, err, times, sql, db_int(day),
	    db_text(model_decision(decision)));
}
