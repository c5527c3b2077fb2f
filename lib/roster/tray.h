#ifndef ROSTER_TRAY_H
#define ROSTER_TRAY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * A folder into which lists are dropped:
 *
 *	list.csv           of any institutions
 *	REF/list.csv       of the institution with that key
 *	busy/              what was taken and not brought in yet
 *	done/, refused/    what became of the others, with reports beside them
 *
 * What is taken gets the time of its last change in front of its name, in UTC:
 * 20261023-070000-list.csv.  So no name comes twice, and what is put in its
 * place meanwhile is another list.  The institution's folder is kept below the
 * three.
 *
 * Left alone are names that begin with "." or end in ".part", ".tmp" or
 * ".filepart", files that were changed within the last minute, and what is no
 * plain file; symbolic links are not followed.
 */
struct tray;

#define TRAY_SETTLED 60 /* seconds without a change: it has arrived whole */

enum tray_place {
	TRAY_BUSY,
	TRAY_DONE,
	TRAY_REFUSED
};

struct tray_item {
	char *ref;  /* of the institution whose list it is; "" for any */
	char *name; /* as it was delivered */
	char *kept; /* as it is called now */
};

/*
 * Opens the tray of a folder, and makes what has to be in it.  Returns 0, or -1
 * with "err" (ERR_LATER) when it is not there or cannot be written to.  Free
 * with tray_free.
 */
int tray_open(const char *folder, struct tray **tray, struct err *err);
void tray_free(struct tray *tray);

/*
 * Takes what has arrived at "now" (real time, Unix seconds); what an earlier
 * run left in busy/ is among it.  "tell" gets a sentence for each thing that
 * cannot be taken.  Returns 0, or -1 with "err".
 */
int tray_take(struct tray *tray, int64_t now,
    void (*tell)(const char *sentence, void *context), void *context,
    struct err *err);

/* What was taken, the oldest first; it lives as long as the tray. */
size_t tray_count(const struct tray *tray);
const struct tray_item *tray_item(const struct tray *tray, size_t i);

/* How many are left for a next time, because they may not be whole yet. */
size_t tray_waiting(const struct tray *tray);

/*
 * Where an item, or with a "suffix" what belongs to it, stands in a place; the
 * folder is made.  NULL with "err".  Free with free().
 */
char *tray_path(const struct tray *tray, const struct tray_item *item,
    enum tray_place place, const char *suffix, struct err *err);

/* Moves an item from busy/ to another place.  Returns 0, or -1 with "err". */
int tray_move(const struct tray *tray, const struct tray_item *item,
    enum tray_place place, struct err *err);

#endif
