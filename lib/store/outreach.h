#ifndef STORE_OUTREACH_H
#define STORE_OUTREACH_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/*
 * What went out and what it led to, by day, stage and channel: counted when it
 * happens, because there are many messages for each person.
 */
#define OUTREACH_DAYS 7 /* in which who does what a message asks follows it */

/*
 * Counts a message that went out at "now"; or what others carried out for a
 * person at that instant: calls, letters, pop-ups that a host app asked for. In
 * a transaction.  Return 0 or -1.
 */
int outreach_sent(struct db *db, int64_t message, int64_t now, struct err *err);
int outreach_by_hand(struct db *db, int64_t person, enum channel channel,
    int64_t now, struct err *err);

/*
 * For somebody who enrols at "at": "stage" and "channel" (LABEL_MAX + 1 bytes
 * each) become those of the last message that arrived before, "" without one,
 * and those of the last OUTREACH_DAYS are counted as followed.  In a
 * transaction.  Returns 0 or -1.
 */
int outreach_followed(struct db *db, int64_t person, int64_t at, char *stage,
    char *channel, struct err *err);

/* Of one day, or of an instant when "at" is not 0. */
struct outreach {
	int64_t day, at;
	const char *stage, *channel;
	int64_t sent, followed;
};

/*
 * What went out to all, by day; or to the people of an organisation, message by
 * message.  Each row is read with outreach_row.  NULL with "err".
 */
struct db_rows *outreach_all(struct db *db, struct err *err);
struct db_rows *outreach_of(
    struct db *db, int64_t organisation, struct err *err);
void outreach_row(struct db_rows *rows, struct outreach *outreach);

/*
 * What did not arrive, of all or of an organisation: columns stage, channel,
 * how many came back, how many of these before the instant "before", how many
 * failed.  A stage can come twice.  NULL with "err".
 */
struct db_rows *outreach_troubles(
    struct db *db, int64_t organisation, int64_t before, struct err *err);

/*
 * How the calls ended: column 0, "no-answer" or "no-answer: a note", and column
 * 1, how many of them it were.
 */
struct db_rows *outreach_calls(
    struct db *db, int64_t organisation, struct err *err);

#endif
