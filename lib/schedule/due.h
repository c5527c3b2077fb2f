#ifndef SCHEDULE_DUE_H
#define SCHEDULE_DUE_H

#include <stdint.h>

#include "config/config.h"
#include "model.h"

/*
 * What is due for a person: the steps that the stages of the ladder come to.
 * Pure: it follows from the configuration, the person and the present day
 * alone.
 *
 * Steps are of days.  A step's day begins at midnight, when pop-ups may show;
 * its mail waits for the sending hours.
 */

/*
 * The occurrence is what a message is known by besides its stage: the day that
 * the stage meant, so that a moved deadline makes new messages; or, of a notice
 * of an event, the event's instant, because an enrolment after a reset is
 * another.
 */
struct step {
	const struct stage *stage; /* NULL: no step */
	int64_t occurrence;
	int64_t day;
};

/* From when a person is looked at. */
struct look {
	int64_t today;
	int64_t mail_day; /* on which mail of now goes out */
};

struct due {
	struct step step;      /* what to send now */
	unsigned int channels; /* by which; 0 with a step: none is left */
	int64_t passed_over;   /* older steps that this one replaces */
	int64_t handled;       /* what planned_until becomes */
	int64_t noticed;       /* what noticed_until becomes */
	int64_t look_day;      /* when to look again; DAY_NONE: never */
};

/*
 * What is due for a person now.  A notice of an event comes before everything,
 * then the explanation, the promise, the newest step since the one that was
 * handled last; so missed nights never lead to two reminders at once.  What has
 * no ration left (ration.h) waits until it has.  "look_day" is after today.
 */
struct due due_find(const struct config *config, const struct person *person,
    const struct standing *standing, const struct look *look);

/* What the person is after that was planned; next_due_at aside. */
void due_take(
    struct person *person, const struct due *due, const struct look *look);

#endif
