#ifndef BULLETIN_H
#define BULLETIN_H

#include "campaign.h"
#include "store/weekly.h"

/*
 * The week's figures, for the host app: the webhook "report.weekly".  It waits
 * in the queue of the pop-ups, as a message to nobody (a person of 0), and goes
 * alone.
 */

/* Plans that of a week, where webhook.weekly asks for it.  Returns 0 or -1. */
int bulletin_plan(const struct campaign_set *set, const struct weekly *weekly,
    struct err *err);

/* Writes the figures as they are, dated "at", into "body".  0 or -1. */
int bulletin_write(const struct campaign_set *set, int64_t at, struct buf *body,
    struct err *err);

/* Its id, constant over all tries: the receiver takes a week once. */
void bulletin_id(
    const char *uid, const struct message *message, char *id, size_t size);

#endif
