#ifndef CONFIG_READING_H
#define CONFIG_READING_H

#include "config/config.h"
#include "config/keep.h"
#include "config/mistakes.h"
#include "config/outline.h"

/*
 * Reads every section of the outline into the configuration by its rules, with
 * defaults for what is not set, and notes each value that is wrong and (if the
 * outline is whole) each setting and section that is missing.  All texts are of
 * "keep".  Sets the time zone of the process.
 */
void reading_apply(const struct outline *outline, struct keep *keep,
    struct config *config, struct mistakes *mistakes);

#endif
