#ifndef STORE_GATEANSWER_H
#define STORE_GATEANSWER_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/* What the gate would have said while it only observed, by day. */
int gateanswer_count(
    struct db *db, int64_t day, enum decision decision, struct err *err);

/* How often on that day.  Returns 0 or -1. */
int gateanswer_get(struct db *db, int64_t day, enum decision decision,
    int64_t *times, struct err *err);

#endif
