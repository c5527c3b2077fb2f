#ifndef SCHEDULE_PLAN_H
#define SCHEDULE_PLAN_H

#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "schedule/due.h"

struct plan_counts {
	int64_t looked_at;   /* people */
	int64_t planned;     /* messages written */
	int64_t passed_over; /* older steps that a newer one replaced */
	int64_t without;     /* people due for whom no channel is left */
};

/*
 * Looks at everyone who needs it at "now" and writes the messages that are due,
 * in one transaction.  When the schedule has changed since the last time, all
 * are looked at.  Returns 0 or -1.
 */
int plan_write(struct db *db, const struct config *config, int64_t now,
    struct plan_counts *counts, struct err *err);

/* One message that plan_write would write. */
struct plan_entry {
	const struct person *person; /* as after this step */
	const struct send *send;     /* when mail may go to this person */
	struct step step; /* without a stage: the person's ladder ends here */
	unsigned int channels; /* all by which the step goes */
	enum channel channel;
	int64_t day; /* on which it goes out */
};

/*
 * What plan_write would write from "now" to the end of "last_day", if it ran at
 * each moment that something is due and nobody enrolled meanwhile.  Calls
 * "each" for every message, person by person, and last for every person without
 * a step; changes nothing.  Returns 0 or -1.
 */
int plan_foresee(struct db *db, const struct config *config, int64_t now,
    int64_t last_day, void (*each)(const struct plan_entry *, void *),
    void *context, struct err *err);

#endif
