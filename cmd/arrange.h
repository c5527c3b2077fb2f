#ifndef ARRANGE_H
#define ARRANGE_H

#include "campaign.h"

/* The options by which an arrangement is made; NULL where not given. */
struct arrange {
	const char *extend, *exempt, *snooze; /* a day, or "none" */
	const char *reason;
};

/* How many arrangements are asked for. */
int arrange_count(const struct arrange *arrange);

/* Says what is wrong with a reason; EXIT_DONE when nothing is. */
enum exit_code arrange_judge_reason(
    const struct context *context, const char *reason);

/*
 * Makes the one that is asked for, with a person or an organisation (the other
 * is NULL).  Returns 0, or -1 with "err".
 */
int arrange_make(const struct campaign_set *set, const struct arrange *arrange,
    const struct person *person, const struct organisation *organisation,
    struct err *err);

#endif
