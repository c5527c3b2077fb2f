#ifndef STORE_WAVE_H
#define STORE_WAVE_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

/*
 * What is decided of a wave while the campaign runs.  WAVE_ALL stands for the
 * whole campaign, "" for the people who are in no wave.
 */
#define WAVE_ALL "*"

/*
 * Pauses a wave, or lets it go on ("at" 0): its people are looked at by the
 * next run.  "*changed" is 0 when it was so already.  Returns 0 or -1.
 */
int wave_pause(struct db *db, const char *name, int64_t at, int64_t *changed,
    struct err *err);

/* Notes that the obligation has come for the wave. */
int wave_enforce(struct db *db, const char *name, int64_t at, struct err *err);

/* When it has come; 0: not yet. */
int wave_enforced(
    struct db *db, const char *name, int64_t *at, struct err *err);

/*
 * How many people of the wave something is asked of on that day (who has left
 * or is exempt is not counted), and how many of them are enrolled.
 */
int wave_count(struct db *db, const char *name, int64_t day, int64_t *people,
    int64_t *enrolled, struct err *err);

/*
 * (name, people) of every wave that somebody is in, whether or not the
 * configuration has it.  NULL with "err".
 */
struct db_rows *wave_members(struct db *db, struct err *err);

/*
 * All of which something is noted; each row is read with wave_row.  NULL with
 * "err".
 */
struct wave_note {
	const char *name; /* until the next row */
	int64_t paused_at;
	int64_t enforced_at;
};
struct db_rows *wave_all(struct db *db, struct err *err);
void wave_row(struct db_rows *rows, struct wave_note *note);

/* How many people of the wave were told for the first time on that day. */
int wave_admitted(struct db *db, const char *name, int64_t day, int64_t *people,
    struct err *err);
int wave_admit(struct db *db, const char *name, int64_t day, int64_t people,
    struct err *err);

#endif
