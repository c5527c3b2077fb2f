#ifndef REPORT_HAZARD_H
#define REPORT_HAZARD_H

#include "config/config.h"
#include "report/adoption.h"
#include "report/coming.h"

/*
 * Which part of those who have no second factor yet get one on a day: learned
 * from the days that were, told of the days that come.
 */
#define HAZARD_KINDS 8 /* of days: since the last message, off or not */

struct hazard {
	const struct adoption *adoption;
	const struct config *config;
	coming_calendar *calendar;
	int64_t last;         /* the last day that is told of */
	unsigned char *kinds; /* of every day from the start on */
	double rate[HAZARD_KINDS];
	double level;  /* beside the reference */
	double own;    /* the weight of the rates; the reference has the rest */
	double spread; /* of the logarithm of what a fortnight gives */
};

/* Learns from the days up to today.  0 or -1; free with hazard_free. */
int hazard_learn(struct hazard *hazard, const struct adoption *adoption,
    const struct config *config, coming_calendar *calendar, int64_t last,
    struct err *err);
void hazard_free(struct hazard *hazard);

/* The part of who is left that a coming day gives. */
double hazard_on(const struct hazard *hazard, int64_t day);

/*
 * How far the logarithm of what so many days to come give is off, usually: as
 * it was in the fortnights that were, and further the more the reference
 * weighs. 0 for no days.
 */
double hazard_spread(const struct hazard *hazard, int64_t days);

/* How a day of the past counts beside today, because things change. */
double hazard_memory(int64_t days_ago);

#endif
