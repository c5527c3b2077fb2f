#ifndef WEB_WAIT_H
#define WEB_WAIT_H

#include <stdint.h>

#include "enrol/patience.h"
#include "web/answer.h"
#include "web/page.h"

/*
 * What a page says of somebody who typed "mistake": with none, that one has to
 * wait, before the next one is typed; and whatever it is, that only the
 * helpdesk can help.
 */
enum mistake wait_mistake(
    const struct throttle *throttle, int64_t now, enum mistake mistake);

/* Seconds from "now" until "retry_at" (both Unix seconds), at least 1. */
int64_t wait_seconds(int64_t retry_at, int64_t now);

/* The first full minute at or after an instant, in the zone: "14:05". */
#define WAIT_TIME_SIZE 6
void wait_time(int64_t retry_at, char out[WAIT_TIME_SIZE]);

/*
 * What a page says of wrong ones in a row, here made by hand: "time" is when to
 * try again, by the clock on the wall, and "helpcode" what to read to the
 * helpdesk; each is "" when there is no need.
 */
void wait_show(struct page *page, const char *time, const char *helpcode);

/*
 * The same as it stands with a person: the time while one waits, which the
 * browser is told as well with Retry-After (RFC 9110, section 10.2.3), and the
 * code from PATIENCE_FREE wrong ones on.  Returns 0, or -1 with "err".
 */
int wait_fill(struct page *page, const struct throttle *throttle,
    int64_t person, struct answer *answer, struct err *err);

#endif
