#ifndef WEB_CROWD_H
#define WEB_CROWD_H

#include <stdint.h>

#include "base/err.h"

/*
 * How often something was wrong that came from one address, besides what is
 * counted of each person: who tries a little of everybody is seen only there.
 * What is right counts for nothing, and the limits are wide, since a whole
 * institution may share an address: its people on the day before a deadline
 * stay far below them.  It is kept in memory, for a window of time that begins
 * for all at once, so that opening a page changes no row.
 */
struct crowd;

enum crowd_kind {
	CROWD_LINKS, /* CROWD_LINKS_MAX within CROWD_LINKS_SECONDS */
	CROWD_FORMS  /* CROWD_FORMS_MAX within CROWD_FORMS_SECONDS */
};
#define CROWD_LINKS_MAX 60
#define CROWD_LINKS_SECONDS 60
#define CROWD_FORMS_MAX 1000
#define CROWD_FORMS_SECONDS 3600

/* Returns 0, or -1 with "err".  Free with crowd_free; NULL is fine. */
int crowd_make(struct crowd **crowd, struct err *err);
void crowd_free(struct crowd *crowd);

/*
 * Counts one more from "client" (of client_address; "" is nobody) at "now"
 * (Unix seconds).  From several threads; a NULL crowd counts nothing.
 */
void crowd_count(
    struct crowd *crowd, const char *client, enum crowd_kind kind, int64_t now);

/* When what comes from there is looked at again (Unix seconds); 0: now. */
int64_t crowd_retry_at(
    struct crowd *crowd, const char *client, enum crowd_kind kind, int64_t now);

#endif
