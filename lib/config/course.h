#ifndef CONFIG_COURSE_H
#define CONFIG_COURSE_H

#include "config/config.h"
#include "config/mistakes.h"
#include "config/outline.h"

/*
 * Notes what keeps the plan from working as a whole: a stage that comes before
 * the start or after the deadline of everybody, one whose channels are not set
 * up, an audience that would hear nothing, announced days that are none.
 */
void course_check(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes);

#endif
