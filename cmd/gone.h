#ifndef GONE_H
#define GONE_H

#include <stdbool.h>

#include "base/err.h"
#include "campaign.h"

/*
 * A host app that says that its webhook is gone for good (410) is called no
 * more until somebody enables it, or names another URL.
 */

/* Returns 0, or -1 when the store fails. */
int gone_read(const struct campaign_set *set, bool *gone, struct err *err);
int gone_note(const struct campaign_set *set, struct err *err);
int gone_lift(const struct campaign_set *set, struct err *err);

#endif
