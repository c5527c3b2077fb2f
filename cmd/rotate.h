#ifndef ROTATE_H
#define ROTATE_H

#include "campaign.h"

/*
 * "key rotate": puts a new key into the key file, or goes on with a change that
 * stopped, and seals all secrets anew.  Returns 0, or -1 with "err": ERR_DATA
 * when some did not open.
 */
int rotate_key(
    const struct context *context, struct campaign_set *set, struct err *err);

#endif
