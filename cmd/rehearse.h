#ifndef REHEARSE_H
#define REHEARSE_H

#include "campaign.h"

/*
 * Shows who would be stopped at the gate on a day if nobody enrolled any more,
 * by organisation; and which organisations would have no administrator left who
 * can come in.  With "people" first each of those who would be stopped.
 * Returns 0 or -1.
 */
int rehearse(const struct context *context, const struct campaign_set *set,
    int64_t day, bool people, struct err *err);

#endif
