#ifndef WEB_WAIT_H
#define WEB_WAIT_H

#include <stdint.h>

#include "web/answer.h"
#include "web/page.h"

/* Seconds from "now" until "retry_at" (both Unix seconds), at least 1. */
int64_t wait_seconds(int64_t retry_at, int64_t now);

/* The first full minute at or after an instant, in the zone: "14:05". */
#define WAIT_TIME_SIZE 6
void wait_time(int64_t retry_at, char out[WAIT_TIME_SIZE]);

/*
 * Tells when it makes sense to try again: the page by the clock on the wall,
 * the browser with Retry-After (RFC 9110, section 10.2.3).
 */
void wait_fill(struct page *page, int64_t retry_at, struct answer *answer);

#endif
