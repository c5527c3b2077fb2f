#ifndef DELIVER_RETRY_H
#define DELIVER_RETRY_H

#include <stdint.h>

#include "model.h"

#define RETRY_AFTER_MAX                                                        \
	INT64_C(86400) /* seconds; a server may ask for less                   \
			*/

/*
 * The instant of the next try after "attempts" (1 or more) that did not arrive,
 * or 0 to give up.  "retry_after" is what the server asked for in seconds (0:
 * it did not) and is honoured up to RETRY_AFTER_MAX.  "random" is any number;
 * it moves the instant by up to a tenth of the wait, so that what failed
 * together does not come back together.
 */
int64_t retry_at(enum channel channel, int64_t attempts, int64_t retry_after,
    int64_t now, uint32_t random);

#endif
