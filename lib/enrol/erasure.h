#ifndef ENROL_ERASURE_H
#define ENROL_ERASURE_H

#include <stdbool.h>

#include "enrol/desk.h"
#include "model.h"

/*
 * Takes all that identifies a person out of the store, with the second factor.
 * What counts stays, as of somebody of whom nothing is known: the day on which
 * the person enrolled, what was sent, how calls ended.  The events stay in
 * their chain without their details.
 */

/*
 * Whether it can be: ERR_DATA when the person is still on the list and "leaves"
 * is not set, and when the reason names the person, for it stays; ERR_LATER
 * when a message is on its way.  Returns 0 or -1.
 */
int erasure_check(const struct desk *desk, const struct person *person,
    bool leaves, const char *reason, struct err *err);

/*
 * Does it, if erasure_check still allows it.  Returns 0; or -1 with "err", and
 * then nothing was changed.
 */
int erasure_make(const struct desk *desk, const struct person *person,
    bool leaves, const char *reason, struct err *err);

/*
 * The same for up to "most" of those who left before an instant, but not for
 * who has a message on its way.  The reason in their events is "kept long
 * enough".  Within a transaction.  Returns 0 or -1.
 */
int erasure_of_gone(const struct desk *desk, int64_t before, int64_t most,
    int64_t *erased, struct err *err);

#endif
