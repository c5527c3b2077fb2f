#ifndef CONFIG_AGREEMENT_H
#define CONFIG_AGREEMENT_H

#include "config/config.h"
#include "config/mistakes.h"
#include "config/outline.h"

/*
 * Notes each pair of settings that do not go together, in a configuration that
 * was read as a whole.  Stages have checks of their own, in repeat.h.
 */
void agreement_check(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes);

#endif
