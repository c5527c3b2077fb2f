#ifndef CONFIG_REPEAT_H
#define CONFIG_REPEAT_H

#include "config/config.h"
#include "config/mistakes.h"
#include "config/outline.h"

/* How often a stage may come back at most: daily in the longest campaign. */
#define REPEAT_MAX 366

/*
 * Notes what is wrong with the coming back of stages: an end without repeats,
 * none where there is no natural one, one before the beginning, or more than
 * REPEAT_MAX times.
 */
void repeat_check(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes);

#endif
