#ifndef SOURCES_H
#define SOURCES_H

#include "campaign.h"
#include "web/web.h"

/*
 * Whatever the gate and the API hand on that is written elsewhere: pop-ups,
 * sheets to hand out and figures.  "set", which needs its templates for
 * pop-ups, must outlive it.
 */
struct writers sources(const struct campaign_set *set);

#endif
