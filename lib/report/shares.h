#ifndef REPORT_SHARES_H
#define REPORT_SHARES_H

#include "report/adoption.h"

/* People by something that has few values, such as the method. */
struct shares {
	struct adoption_share *list;
	size_t count, size, last; /* the one that was added to last */
};

/* Counts somebody.  Returns 0 or -1. */
int shares_add(struct shares *shares, const char *name, const char *channel,
    struct err *err);

/* Counts as well whom other shares have counted.  Returns 0 or -1. */
int shares_join(
    struct shares *shares, const struct shares *other, struct err *err);

/* Hands the list over, most people first; the shares are empty then. */
struct adoption_share *shares_take(struct shares *shares, size_t *count);
void shares_free(struct shares *shares);

#endif
