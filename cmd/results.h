#ifndef RESULTS_H
#define RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "model.h"

#define RESULTS_MAX 1024           /* recorded in one transaction */
#define RESULTS_LATEST CLOCK_TICKS /* ms; later a crash would cost copies */

/* What became of a channel's messages in one run. */
struct outbox_counts {
	int64_t sent;
	int64_t later;   /* not taken now, will be tried again */
	int64_t failed;  /* will not be tried again */
	int64_t unknown; /* may have arrived; goes again under the same id */
	int64_t dropped; /* no longer needed */
	int64_t waiting; /* left in the queue, for their time or a next try */
	bool down;       /* the server could not be reached */
};

struct result {
	struct message message;
	struct outcome outcome;
	enum message_state state; /* that the outcome leads to */
	int64_t next_try_at;
};

/* Messages that have ended, until what became of them is in the store. */
struct results {
	struct db *db;
	const struct clock *clock;
	const struct log *log;
	struct outbox_counts *counts; /* CHANNELS of them, kept up to date */
	struct result list[RESULTS_MAX];
	size_t count;
	int64_t since; /* clock_ticks() of the first of them */
};

/*
 * Whether an outcome tells of the server and not of the message: it could not
 * be reached, or the host app says that it is gone (410).
 */
bool results_is_down(enum channel channel, const struct outcome *outcome);

/*
 * Adds messages of one channel that went together, at most RESULTS_MAX, and so
 * have one outcome; when there is no room, the earlier ones are recorded first.
 */
int results_add(struct results *results, const struct message *messages,
    size_t count, const struct outcome *outcome, struct err *err);

/* Records all that are there, in one transaction.  Returns 0 or -1. */
int results_record(struct results *results, struct err *err);

/* The same within a transaction of the caller's. */
int results_write(struct results *results, struct err *err);

/* Whether some have waited for RESULTS_LATEST to be recorded. */
bool results_are_old(const struct results *results);

#endif
