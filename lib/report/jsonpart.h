#ifndef REPORT_JSONPART_H
#define REPORT_JSONPART_H

#include <jansson.h>

#include "report/forecast.h"

/*
 * What stands in several places of a report's JSON.  Those that return a number
 * return 0, or -1 without memory.
 */

/* Adds "object", which it takes over and which may be NULL, to an array. */
int jsonpart_append(json_t *array, json_t *object);

/* A new text "2026-12-01"; NULL without memory. */
json_t *jsonpart_day(int64_t day);

/* A share in percent, with one decimal; no number stays none. */
double jsonpart_percent(double share);

/* Add the figures of some people; low, expected and high of a range. */
int jsonpart_figures(json_t *object, const struct headcount *people);
int jsonpart_range(json_t *object, const struct range *range);

#endif
