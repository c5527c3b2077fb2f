#ifndef NOTICE_H
#define NOTICE_H

#include "compose.h"

/*
 * The mails that are no stage of the campaign: each is about a row of the
 * store, whose id is the occurrence of its message, or about an instant.  They
 * wait in the same queue, and are written from templates of their own name.
 */

/* The stage that stands for a notice; else the configuration's; or NULL. */
const struct stage *notice_stage(const struct config *config, const char *name);

/*
 * Writes a notice to a person, as compose() does.  "about" is the row, or 0 for
 * an example.  Returns 0; or -1 with "err", ERR_DATA when the row is no more.
 */
int notice_compose(const struct campaign_set *set, const struct person *person,
    const struct stage *stage, int64_t about, int64_t at,
    struct composed *composed, struct err *err);

/*
 * Plans a notice to the administrators of an institution, for the next hour in
 * which mail goes out; within a transaction of the caller's.  "*count" is how
 * many there are.  Returns 0 or -1.
 */
int notice_plan(const struct campaign_set *set, const char *name, int64_t about,
    int64_t organisation, int64_t *count, struct err *err);

/*
 * Writes examples of every notice to nobody, in each language.  Adds a line to
 * "mistakes" for each mistake.  Returns 0 when there are none, or -1.
 */
int notice_check(
    const struct campaign_set *set, struct buf *mistakes, struct err *err);

#endif
