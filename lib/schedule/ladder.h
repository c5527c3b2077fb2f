#ifndef SCHEDULE_LADDER_H
#define SCHEDULE_LADDER_H

#include <stddef.h>
#include <stdint.h>

#include "config/config.h"
#include "model.h"

/*
 * A person's ladder: the steps that the stages come to for this person.  Pure:
 * it follows from the configuration, the person and the present day alone.
 *
 * Steps are of days.  A step's day begins at midnight, when pop-ups may show;
 * its mail waits for the sending hours.
 */

/*
 * The person's own days.  The start is the wave's or the campaign's, or the day
 * on which the person joined or an exemption was over.  The deadline is the
 * person's extension, else the organisation's, else the wave's, else the
 * campaign's; and at least "grace" days after a late start.
 */
int64_t ladder_start_day(
    const struct config *config, const struct person *person);
int64_t ladder_deadline_day(
    const struct config *config, const struct person *person);

/* Whether nothing is asked of the person on that day: an exemption holds. */
bool ladder_is_exempt(const struct person *person, int64_t day);

/*
 * The day that the person promised, or the last on which a promise can be, if
 * the deadline has moved since; 0 for none.
 */
int64_t ladder_promised_day(
    const struct config *config, const struct person *person);

/*
 * Whether a stage is an explanation for the person: it belongs to the start and
 * is for everyone of the audience.  It comes before all else, also for who
 * comes late.
 */
bool ladder_explains(const struct stage *stage, const struct person *person);

/* Whether the stage still makes sense for the person as things are. */
bool ladder_needs(const struct config *config, const struct stage *stage,
    const struct person *person, int64_t day);

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
struct due ladder_due(const struct config *config, const struct person *person,
    const struct standing *standing, const struct look *look);

/* What the person is after that was planned; next_due_at aside. */
void ladder_take(
    struct person *person, const struct due *due, const struct look *look);

#endif
