#ifndef REPORT_REFERENCE_H
#define REPORT_REFERENCE_H

#include "config/config.h"

/*
 * How a campaign goes that goes well: the shares of forecast.reference, or of
 * the model case (25 % at the start, 72 % two weeks before the deadline, 100 %
 * on it), brought over to a campaign that began with another share.
 *
 * The part of the people at the start without a second factor who still have
 * none at the end of that day: 1 up to the start, 0 from the deadline on.
 */
double reference_left(
    const struct config *config, int64_t start, int64_t deadline, int64_t day);

/*
 * What part of those who are left on a day enrol on it, in a campaign like
 * that: at most REFERENCE_DAILY, because nobody has everyone on a last day.
 */
#define REFERENCE_DAILY 0.25
double reference_daily(
    const struct config *config, int64_t start, int64_t deadline, int64_t day);

#endif
