#ifndef MONITOR_H
#define MONITOR_H

#include "campaign.h"
#include "results.h"

/* What whoever watches over the campaign is told of a run. */
struct night {
	int64_t began;                /* clock_ticks() */
	bool locked;                  /* no other run was at work */
	bool worked;                  /* it came to its end */
	struct outbox_counts *counts; /* CHANNELS of them, once it worked */
};

/*
 * Writes the figures to monitor.metrics, and calls monitor.ping with the exit
 * status; each if the configuration has it.  When the clock was moved (--now)
 * it is no run of cron's: nothing is called, and the figures go beside the
 * file, into FILE.rehearsal, which no collector reads.  What goes wrong is told
 * on the standard error and changes nothing.
 */
void monitor_tell(const struct context *context, const struct campaign_set *set,
    const struct night *night, enum exit_code code);

/* Whether the file can be written.  Returns 0, or -1 with "err". */
int monitor_check(const struct config *config, struct err *err);

#endif
