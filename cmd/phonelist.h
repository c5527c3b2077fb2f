#ifndef PHONELIST_H
#define PHONELIST_H

#include "campaign.h"

/* Somebody to be called. */
struct phonelist_entry {
	struct person person;
	struct organisation organisation;
	char stage[LABEL_MAX + 1]; /* that asks for the call */
	int64_t since;             /* which it does, in Unix seconds */
	int64_t deadline_day;
	int64_t tries;      /* calls before without an answer */
	int64_t difficulty; /* how much there is in the way: a rough measure */
};

struct phonelist {
	struct phonelist_entry *entries;
	size_t count, size;
};

/*
 * Who is to be called today, in an organisation or for NULL in all of them: the
 * nearest deadline first, then for whom it will be hardest, then who waited
 * longest.  Returns 0; or -1, ERR_DATA when there is no such organisation; free
 * with phonelist_free in both cases.
 */
int phonelist_make(const struct campaign_set *set, const char *organisation,
    struct phonelist *list, struct err *err);
void phonelist_free(struct phonelist *list);

/*
 * Adds what makes it hard, for who makes the call: "no mail, saw the
 * key, 2 calls unanswered"; "nothing special" when there is nothing.
 */
void phonelist_why(const struct phonelist_entry *entry, struct buf *out);

#endif
