#ifndef RESULTS_H
#define RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/db.h"
#include "model.h"

#define RESULTS_GROUP 32 /* recorded in one transaction */

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
};

/* Messages that have ended, until what became of them is in the store. */
struct results {
	struct db *db;
	const struct clock *clock;
	const struct log *log;
	struct outbox_counts *counts; /* CHANNELS of them, kept up to date */
	struct result list[RESULTS_GROUP];
	size_t count;
};

/*
 * Whether an outcome tells of the server and not of the message: it could not
 * be reached, or the host app says that it is gone (410).
 */
bool results_is_down(enum channel channel, const struct outcome *outcome);

/* Adds a message that has ended; a full group is recorded first. */
int results_add(struct results *results, const struct message *message,
    const struct outcome *outcome, struct err *err);

/* Records all that are there, in one transaction.  Returns 0 or -1. */
int results_record(struct results *results, struct err *err);

#endif
