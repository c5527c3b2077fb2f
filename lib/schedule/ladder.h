#ifndef SCHEDULE_LADDER_H
#define SCHEDULE_LADDER_H

#include <stddef.h>
#include <stdint.h>

#include "config/config.h"
#include "model.h"

/*
 * A person's ladder: the steps that the stages come to for this person.  Pure:
 * it follows from the configuration and the person alone.
 */

/* The person's own days: the wave's or the campaign's, later for who joined. */
int64_t ladder_start_day(
    const struct config *config, const struct person *person);
int64_t ladder_deadline_day(
    const struct config *config, const struct person *person);

/*
 * The occurrence is what a message is known by besides its stage: the day that
 * the stage meant, so that a moved deadline makes new messages; or, counted
 * from the enrolment, its instant, because an enrolment after a reset is
 * another.
 */
struct step {
	const struct stage *stage; /* NULL: no step */
	int64_t occurrence;
	int64_t at; /* instant, on a sending day */
};

struct due {
	struct step step;    /* what to send now */
	int64_t passed_over; /* older steps that this one replaces */
	int64_t look_at;     /* when to look again; 0: never */
};

/*
 * What is due for a person at "now": the newest step since the one that was
 * handled last (person->planned_until), so that missed nights never lead to two
 * reminders at once.  "look_at" is after "now".
 */
struct due ladder_due(
    const struct config *config, const struct person *person, int64_t now);

#endif
