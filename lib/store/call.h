#ifndef STORE_CALL_H
#define STORE_CALL_H

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/*
 * The phone list: messages by CHANNEL_CALL, which people carry out.  The ids of
 * the persons who are to be called at "now", those that waited longest first;
 * column 0 is the person, 1 the stage, 2 since when, 3 how often a call had no
 * answer.  NULL with "err".
 */
struct db_rows *call_open(struct db *db, int64_t now, struct err *err);

/*
 * What became of a person's open calls: "next_try_at" counts for those that are
 * planned again.  "*changed" is how many there were.  Returns 0 or -1.
 */
int call_record(struct db *db, int64_t person, enum message_state state,
    int64_t next_try_at, const char *detail, int64_t now, int64_t *changed,
    struct err *err);

#endif
