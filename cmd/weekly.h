#ifndef WEEKLY_H
#define WEEKLY_H

#include "campaign.h"

/*
 * Plans the digest of the last of the configuration's days (digest.day), if it
 * was not yet: to the administrators of every institution and to the owners.
 * Where everybody is there it congratulates once, and is silent until somebody
 * is to go again.  Who sets digest.day in the middle of a campaign gets the
 * first one on the next such day.  "*count" is how many mails there are.
 * Returns 0, or -1 with "err".
 */
int weekly_plan(
    const struct campaign_set *set, int64_t *count, struct err *err);

#endif
