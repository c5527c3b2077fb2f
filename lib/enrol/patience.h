#ifndef ENROL_PATIENCE_H
#define ENROL_PATIENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "enrol/desk.h"
#include "store/throttle.h"

/*
 * How long somebody waits after having been wrong (NIST SP 800-63B-4, 3.2.2):
 * the first PATIENCE_FREE times not at all, then from 30 s doubling up to an
 * hour; after PATIENCE_MAX times in a row until someone resets it.
 */
#define PATIENCE_FREE 3
#define PATIENCE_MAX THROTTLE_MAX

/* The wait in seconds after so many failures in a row. */
int64_t patience_wait(int64_t failures);

/* Whether nothing is looked at any more, and whether it is not looked at now.
 */
bool patience_blocked(const struct throttle *throttle);
bool patience_waits(const struct throttle *throttle, int64_t now);

/*
 * Counts one more failure and sets when the next try is looked at.  Within a
 * transaction.  Returns 0 or -1.
 */
int patience_lose(const struct desk *desk, int64_t person, const char *subject,
    struct throttle *throttle, struct err *err);

#endif
