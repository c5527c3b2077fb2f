#ifndef OUTLOOK_H
#define OUTLOOK_H

#include "config/config.h"
#include "schedule/plan.h"

/*
 * What a plan means: how many questions the helpdesk can expect, and what is
 * probably not meant.
 */
struct outlook;

/* For a plan of these days.  Free with outlook_free; NULL without memory. */
struct outlook *outlook_new(
    const struct config *config, int64_t first_day, int64_t last_day);
void outlook_free(struct outlook *outlook);

/* Takes in an entry of the plan. */
void outlook_add(struct outlook *outlook, const struct plan_entry *entry);

/* Prints it. */
void outlook_print(const struct outlook *outlook);

/* How many would hear nothing before the deadline: the plan is wrong then. */
int64_t outlook_untold(const struct outlook *outlook);

#endif
