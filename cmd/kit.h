#ifndef KIT_H
#define KIT_H

#include "campaign.h"

/*
 * Writes the kit of nobody in particular, strictly, in each language.  Adds a
 * line to "mistakes" for each mistake in its templates.  Returns 0 when there
 * are none, or -1 with "err".
 */
int kit_check(
    const struct campaign_set *set, struct buf *mistakes, struct err *err);

#endif
