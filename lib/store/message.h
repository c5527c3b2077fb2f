#ifndef STORE_MESSAGE_H
#define STORE_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/*
 * The queue.  A message is planned once, claimed before its transfer, and its
 * result recorded after it; what a dead run left claimed becomes unknown.
 */

/*
 * Plans a message, unless it is there already: planning twice is planning once.
 * "*added" is 1 or 0.  Returns 0 or -1.
 */
int message_plan(struct db *db, const struct message *message, int64_t now,
    int64_t *added, struct err *err);

/* What was claimed by a run that is no more; only under the run's lock. */
int message_recover(
    struct db *db, int64_t now, int64_t *recovered, struct err *err);

/*
 * Claims up to "max" messages of a channel whose time has come, those that
 * waited longest, in one durable step; they come in any order.  Returns 0 or
 * -1.
 */
int message_claim(struct db *db, enum channel channel, int64_t now,
    struct message *messages, size_t max, size_t *count, struct err *err);

/*
 * What became of a claimed message.  "next_try_at" counts for a message that is
 * planned again or unknown.  "detail" says why; "" for none.
 */
int message_record(struct db *db, int64_t id, enum message_state state,
    int64_t next_try_at, const char *detail, int64_t now, struct err *err);

/* Gives a claimed message back whose transfer was never begun. */
int message_release(struct db *db, int64_t id, int64_t now, struct err *err);

/* The same, for one that is not to be claimed before "until". */
int message_hold(
    struct db *db, int64_t id, int64_t until, int64_t now, struct err *err);

/* How many wait for a first or a next try, of one channel. */
int message_waiting(
    struct db *db, enum channel channel, int64_t *waiting, struct err *err);

/*
 * A person's messages, oldest first; each row is read with message_row, and its
 * "detail" lives until the next row.  NULL with "err".
 */
struct message_history {
	struct message message;
	enum message_state state;
	int64_t changed_at;
	const char *detail;
};
struct db_rows *message_of_person(
    struct db *db, int64_t person, struct err *err);
void message_row(struct db_rows *rows, struct message_history *history);

#endif
