#ifndef SPENTCODE_H
#define SPENTCODE_H

#include "campaign.h"
#include "render/letter.h"

/*
 * The mail to somebody whose recovery code was used at the instant "about"; for
 * 0 it is an example.  Besides the facts of every letter its templates may name
 *
 *	used_day, used_time  "dinsdag 1 december 2026", "14:05"
 */
#define SPENTCODE_EXAMPLES 1
int spentcode_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err);

#endif
