#ifndef MASTERKEY_H
#define MASTERKEY_H

#include "campaign.h"

/*
 * The verbs of "key" for the master keys that there are; see rotate.h for a new
 * one.  Each returns 0, or -1 with "err".
 */

/* The lock of who changes the key file; a run may be at work beside it. */
#define MASTERKEY_LOCK ".rotate"

/* Whether the key file can be changed; -1 says how it is done else. */
int masterkey_check_place(const char *path, struct err *err);

/* Prints a warning when a change of the key stopped half-way. */
int masterkey_warn(const struct campaign_set *set, struct err *err);

/* Prints which keys there are and what still needs each. */
int masterkey_show(
    const struct context *context, struct campaign_set *set, struct err *err);

/*
 * Takes an older key out of the key file.  With "withdraw" what it still is for
 * is given up, secrets apart.  ERR_DATA when something needs it.
 */
int masterkey_retire(
    struct campaign_set *set, const char *id, bool withdraw, struct err *err);

#endif
