#ifndef STORE_AGENDA_H
#define STORE_AGENDA_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/* When each person needs a look: a night costs what is due, not what exists. */

/*
 * Writes what planning decided: the fields from "planned_until" on that it
 * advances (planned_until, next_due_at, and what was said).
 */
int agenda_planned(struct db *db, const struct person *person, struct err *err);

/*
 * The ids, in their order, of those who need a look at "now"; a list to free,
 * NULL for nobody.  Returns 0 or -1.
 */
int agenda_due(
    struct db *db, int64_t now, int64_t **ids, size_t *count, struct err *err);

/*
 * Makes the next run look at everyone, as after a change of the schedule; or at
 * one person, the people of a wave ("": of none) or of an organisation.  All
 * that changes what is due ends here.
 */
int agenda_look_again(struct db *db, struct err *err);
int agenda_look_again_one(struct db *db, int64_t id, struct err *err);
int agenda_look_again_wave(struct db *db, const char *wave, struct err *err);
int agenda_look_again_organisation(
    struct db *db, int64_t organisation, struct err *err);

#endif
