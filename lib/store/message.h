#ifndef STORE_MESSAGE_H
#define STORE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/lookup.h"

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
 * Claims up to "max" messages of a channel whose time has come and that go
 * alone, those that waited longest, in one durable step; they come by their
 * ids.  Pop-ups that were tried before are left for message_claim_batch.
 * Returns 0 or -1.
 */
int message_claim(struct db *db, enum channel channel, int64_t now,
    struct message *messages, size_t max, size_t *count, struct err *err);

/*
 * The same for messages that go out together: a batch that was tried before is
 * claimed whole, as far as it still waits (no batch has more than "max"), and
 * else up to "fresh" make a new one.  "batch" of each is the id of the batch,
 * which nothing else ever has.
 */
int message_claim_batch(struct db *db, enum channel channel, int64_t now,
    struct message *messages, size_t fresh, size_t max, size_t *count,
    struct err *err);

/*
 * What became of a claimed message.  "next_try_at" counts for a message that is
 * planned again or unknown.  "detail" says why; "" for none.
 */
int message_record(struct db *db, int64_t id, enum message_state state,
    int64_t next_try_at, const char *detail, int64_t now, struct err *err);

/*
 * Gives a claimed message back of which no server has seen anything: it counts
 * as no try, and what it says is dated anew by the next one, unless an earlier
 * try got further.
 */
int message_release(struct db *db, int64_t id, int64_t next_try_at,
    const char *detail, int64_t now, struct err *err);

/* Whether the time of any has come.  Returns 0 or -1. */
int message_due(struct db *db, int64_t now, bool *due, struct err *err);

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

/* Those that will not be tried again, the same way. */
struct db_rows *message_failed(struct db *db, struct err *err);

/* Has them tried again, those of one person or, for 0, of all. */
int message_retry(struct db *db, int64_t person, int64_t now, int64_t *count,
    struct err *err);

/*
 * Notes that a mail came back, "soft" or "hard", and whose it was; LOOKUP_NONE
 * when there is no such mail.
 */
enum lookup message_bounced(struct db *db, int64_t id, const char *bounce,
    const char *detail, int64_t now, int64_t *person, struct err *err);

/* How many of the "latest" mails to a person came back.  Returns 0 or -1. */
int message_bounces(struct db *db, int64_t person, int64_t latest,
    int64_t *bounces, struct err *err);

#endif
