#ifndef GALLERY_H
#define GALLERY_H

#include "campaign.h"

/*
 * Writes every page of ours, as it is in each of its states, as a file to open
 * in a browser: "OUT/LANGUAGE/page-NAME-NUMBER.html", with the stylesheet, and
 * "OUT/index.html" that leads to all.  Returns how many pages those are, or -1
 * with "err".
 */
int gallery_write(
    const struct campaign_set *set, const char *out, struct err *err);

#endif
