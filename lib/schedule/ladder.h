#ifndef SCHEDULE_LADDER_H
#define SCHEDULE_LADDER_H

#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "model.h"

/*
 * A person's ladder: between which days it stands, and which stages belong to
 * it.  Pure: it follows from the configuration and the person alone.
 */

/*
 * The days of the person.  The common start is the wave's or the campaign's;
 * the own one may be later: the day of joining, or the one after an exemption.
 * The deadline is the person's extension, else the organisation's, else the
 * wave's, else the campaign's; and at least "grace" days after a late start, or
 * after the day on which the person was put on the list, whatever the day of
 * joining that the list says.
 */
int64_t ladder_common_start(
    const struct config *config, const struct person *person);
int64_t ladder_start_day(
    const struct config *config, const struct person *person);
int64_t ladder_deadline_day(
    const struct config *config, const struct person *person);

/*
 * The last day on which nothing is asked of the person, whose own exemption or
 * the organisation's holds; 0 for none.  And whether that is so on a day.
 */
int64_t ladder_exempt_until(const struct person *person);
bool ladder_is_exempt(const struct person *person, int64_t day);

/*
 * The day that the person promised, or the last on which a promise can be, if
 * the deadline has moved since; 0 for none.
 */
int64_t ladder_promised_day(
    const struct config *config, const struct person *person);

/*
 * Whether a stage is an explanation for the person: it belongs to the start, is
 * for everyone of the audience and is not an invitation.  It comes before all
 * else, also for who comes late.
 */
bool ladder_explains(const struct stage *stage, const struct person *person);

/* Whether the person is as far as a stage's only_if wants. */
bool ladder_meets(const struct person *person, unsigned int only_if);

/* Whether a stage invites to a webinar that has been by then, or is that day.
 */
bool ladder_is_over(
    const struct config *config, const struct stage *stage, int64_t day);

/* Whether a stage gives this person notice of something that happened. */
bool ladder_notices(const struct stage *stage, const struct person *person);

/* Whether a stage leads this person on to the second factor. */
bool ladder_leads(const struct stage *stage, const struct person *person);

/* Whether the stage still makes sense for the person as things are. */
bool ladder_needs(const struct config *config, const struct stage *stage,
    const struct person *person, int64_t day);

#endif
