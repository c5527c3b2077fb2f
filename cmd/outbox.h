#ifndef OUTBOX_H
#define OUTBOX_H

#include <signal.h>
#include <stdint.h>

#include "base/log.h"
#include "campaign.h"
#include "results.h"

/*
 * Sends every message whose time has come: claims them in groups, writes and
 * hands them over, and records what became of them.  Ends early when "*stop"
 * is set: what is on its way is finished, what was not begun is given back.
 * A channel whose server is down is left for a next run.  "counts" has
 * CHANNELS places.  Returns 0; or -1 with "err" when the store fails.
 */
int outbox_send(struct campaign_set *set, const struct clock *clock,
    const struct log *log, const volatile sig_atomic_t *stop,
    struct outbox_counts *counts, struct err *err);

#endif
