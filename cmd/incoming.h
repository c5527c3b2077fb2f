#ifndef INCOMING_H
#define INCOMING_H

#include <signal.h>

#include "listing.h"

/* What became of the lists in the folder. */
struct incoming {
	int64_t imported; /* lists */
	int64_t refused;  /* lists, of which nothing was taken */
	int64_t kept;     /* lists that a next run tries again */
	int64_t waiting;  /* files that may not be whole yet */
	bool broken;      /* the folder itself could not be read */
	struct listing sum;
};

/*
 * Imports the lists that were dropped into import.folder, the oldest first and
 * each in a transaction of its own; with no folder it does nothing.  A list of
 * which a line is refused changes nothing.  Each is moved away, with a report
 * and its refused lines beside it, and the institution whose list it was gets a
 * mail.  The same list once more, with nothing new in it, is not worth one.
 *
 * Whatever is wrong is told on the standard error and counted: the night goes
 * on.  When "*stop" is set, the lists that are left wait for a next run.  Only
 * under the run's lock.
 */
void incoming_run(struct campaign_set *set, const volatile sig_atomic_t *stop,
    struct incoming *incoming);

/* What run ends with, when nothing else is the matter. */
enum exit_code incoming_outcome(const struct incoming *incoming);

/* In the summary of a run: "; lists: 2 imported", or a member of its JSON. */
void incoming_print(const struct incoming *incoming);
void incoming_json(const struct incoming *incoming);

#endif
