#ifndef OUTAGE_H
#define OUTAGE_H

#include "base/log.h"
#include "campaign.h"
#include "deliver/courier.h"
#include "results.h"

/*
 * Which channels' servers do not answer in one run.  One that is given up is
 * "down" in the counts, and its messages wait for a next run.
 */
struct outage {
	const struct campaign_set *set;
	const struct log *log;
	struct outbox_counts *counts; /* CHANNELS of them */
	struct {
		int times; /* in a row that it was not reached */
		char words[DETAIL_MAX + 1];
	} channels[CHANNELS];
};

/*
 * Gives the pop-ups up when the host app said in an earlier run that it is gone
 * for good.  Returns 0, or -1 when the store fails.
 */
int outage_recall(struct outage *outage, struct err *err);

/*
 * Takes in how a transfer ended.  A server that does not answer several times
 * in a row, or is gone for good by its own word, is given up.  Returns 0, or -1
 * when the store fails.
 */
int outage_watch(
    struct outage *outage, const struct delivered *delivered, struct err *err);

/* At the end one that was not reached the last time is given up, too. */
void outage_end(struct outage *outage);

#endif
