#ifndef REPORT_RANGE_H
#define REPORT_RANGE_H

#include "report/headcount.h"

/* A share of the people, 0 to 1: in eight of ten cases from low to high. */
struct range {
	double low, expected, high;
};

/*
 * What comes of the people when the days to come give "sum" in all (the hazard,
 * added up) to those of whom it is asked.  The logarithm of that is off by
 * "spread", and few people are chance.  Low and high are whole people, on
 * either side of what is expected.
 */
struct range range_of(
    const struct headcount *people, double sum, double spread);

/* How many of them are expected to enrol. */
double range_won(const struct headcount *people, double sum);

#endif
