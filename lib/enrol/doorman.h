#ifndef ENROL_DOORMAN_H
#define ENROL_DOORMAN_H

#include "base/buf.h"
#include "enrol/gate.h"

/*
 * Adds what a host app is told of the gate's decision, the JSON object of GET
 * /v1/gate, to "out".  Who is not enrolled gets a fresh link in it.  "popup" is
 * the pop-up to show, itself JSON, or NULL.  Returns 0, or -1 with "err".
 */
int doorman_write(const struct desk *desk, const struct footing *footing,
    const struct gate *gate, const char *popup, struct buf *out,
    struct err *err);

#endif
