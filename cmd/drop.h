#ifndef DROP_H
#define DROP_H

#include "listing.h"
#include "roster/tray.h"

/* What becomes of a list that was dropped into the folder. */
enum drop_fate {
	DROP_IMPORTED,
	DROP_REFUSED, /* nothing was changed */
	DROP_KEPT     /* it stays in busy/, for a next run */
};

/*
 * Imports one list in a transaction of its own, puts it away with its report
 * beside it, and plans the mail to its institution.  What is wrong is told on
 * the standard error.  "listing" gets its figures.
 */
enum drop_fate drop_take(struct campaign_set *set, const struct tray *tray,
    const struct tray_item *item, struct listing *listing);

#endif
