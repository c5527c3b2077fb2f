#ifndef ENROL_DECLARE_H
#define ENROL_DECLARE_H

#include <stdbool.h>

#include "enrol/desk.h"
#include "model.h"

/*
 * Whether a host app may tell of a second factor by that name: 1 to LABEL_MAX
 * of a-z, 0-9, "-" and "_".  Not "totp", which is ours to know.
 */
bool declare_is_method(const char *method);

/*
 * Takes note that a person has another second factor of the host app, in one
 * transaction.  Who has one already keeps it.  "has" gets the method that the
 * person now has.  Returns 0, or -1 with "err".
 */
int declare_enrolled(const struct desk *desk, int64_t person,
    const char *method, char has[LABEL_MAX + 1], struct err *err);

#endif
