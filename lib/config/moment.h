#ifndef CONFIG_MOMENT_H
#define CONFIG_MOMENT_H

#include "model.h"

/* Ten years: whoever writes more days than that has a digit too many. */
#define MOMENT_DAYS_MAX 3660

/*
 * Reads "start", "deadline" or "enrolled", by itself or with days after or
 * before it: "start+7d", "deadline-14d".  Returns 0, or -1 when it is none.
 */
int moment_parse(const char *text, struct moment *moment);

/* Reads a number of days from 1 on, "14d".  Returns 0 or -1. */
int moment_days(const char *text, int64_t *days);

/* The anchor as it is written. */
const char *moment_anchor(enum anchor anchor);

#endif
