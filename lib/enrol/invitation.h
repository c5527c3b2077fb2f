#ifndef ENROL_INVITATION_H
#define ENROL_INVITATION_H

#include "base/buf.h"
#include "enrol/desk.h"
#include "model.h"

/*
 * Adds the address of a person's enrolment page, a fresh link of the person's
 * present generation that works for enrol.link_days, to "url".  Returns 0, or
 * -1 with "err".
 */
int invitation_url(const struct desk *desk, int64_t person, int64_t generation,
    struct buf *url, struct err *err);

#endif
