#ifndef REPORT_COMING_H
#define REPORT_COMING_H

#include <stdbool.h>

#include "config/config.h"

/*
 * The first day, "day" or later, on which mail goes out: for who makes a report
 * to give, as holidays and days off are the schedule's to know.
 */
typedef int64_t coming_calendar(const struct send *send, int64_t day);

/*
 * Whether a stage is meant to go out on that day to the people of a wave, or
 * for NULL to those of none: by the dates of the wave, brought to a day on
 * which mail goes out.  One person's dates may be others.  Never for a stage
 * that follows what happens to a person.
 */
bool coming_on(const struct config *config, coming_calendar *calendar,
    const struct stage *stage, const struct wave *wave, int64_t day);

/* The same for the people of any wave. */
bool coming_to_any(const struct config *config, coming_calendar *calendar,
    const struct stage *stage, int64_t day);

#endif
