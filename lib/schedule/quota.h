#ifndef SCHEDULE_QUOTA_H
#define SCHEDULE_QUOTA_H

#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "model.h"

/*
 * How many people are told for the first time, by wave and day, from one day
 * on: so that a helpdesk of known size is not overrun.  Who finds a day full
 * waits for the next sending day, and lower row ids go first.
 */
struct quota;

/* With what the store has for "today".  Returns 0 or -1.  Free: quota_free. */
int quota_read(struct db *db, const struct config *config, int64_t today,
    struct quota **quota, struct err *err);
void quota_free(struct quota *quota);

/*
 * The first of the person's sending days, "day" or later, on which there is
 * room, and then the person is counted if that is "day" itself.
 */
int64_t quota_take(struct quota *quota, const struct send *send,
    const struct person *person, int64_t day);

/* Notes how many were counted for "today".  Returns 0 or -1. */
int quota_write(const struct quota *quota, struct db *db, struct err *err);

#endif
