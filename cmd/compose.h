#ifndef COMPOSE_H
#define COMPOSE_H

#include <stdbool.h>

#include "campaign.h"
#include "render/letter.h"

/* A message for one person, as it goes out or as a preview shows it. */
struct composed {
	struct letter_text letter;
	struct letter_text entry; /* what stands in the appointment */
	struct buf entry_id;
	struct appointment appointment;
	bool has_appointment; /* a mail's */
	struct buf link;
	struct organisation organisation;
	int64_t deadline_day;
	int64_t days_left;
};

void compose_init(struct composed *composed);
void compose_free(struct composed *composed);

/*
 * Writes what a stage says to a person over a channel: as of the instant "at",
 * from which its link, too, counts its days.  So the same at the same instant
 * is the same text.  A mail to a mailbox that others read has no link ("").
 * What was in "composed" is cleared.  Returns 0 or -1.
 */
int compose(const struct campaign_set *set, const struct person *person,
    const struct stage *stage, enum channel channel, int64_t at,
    struct composed *composed, struct err *err);

/*
 * Adds a pop-up that was composed to "out", as popup_add() does; "stage" is its
 * name.
 */
void compose_popup(const struct campaign_set *set, const struct person *person,
    const char *stage, const struct composed *composed, struct buf *out);

#endif
