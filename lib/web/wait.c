#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/day.h"
#include "enrol/helpcode.h"
#include "web/wait.h"

#define NUMBER_SIZE 24 /* an int64_t in decimal and its NUL */

enum mistake
wait_mistake(const struct throttle *throttle, int64_t now, enum mistake mistake)
{
	if (patience_blocked(throttle))
		return MISTAKE_BLOCKED;
	return mistake == MISTAKE_NONE && patience_waits(throttle, now)
	    ? MISTAKE_WAIT
	    : mistake;
}

int64_t
wait_seconds(int64_t retry_at, int64_t now)
{
	return retry_at > now ? retry_at - now : 1;
}

void
wait_time(int64_t retry_at, char out[WAIT_TIME_SIZE])
{
	unsigned int minute =
	    (unsigned int)day_minute_of(retry_at + CLOCK_MINUTE - 1);

	snprintf(
	    out, WAIT_TIME_SIZE, "%02u:%02u", minute / 60 % 24, minute % 60);
}

void
wait_show(struct page *page, const char *time, const char *helpcode)
{
	value_set(page->data, "time", time);
	value_set(page->data, "helpcode", helpcode);
}

int
wait_fill(struct page *page, const struct throttle *throttle, int64_t person,
    struct answer *answer, struct err *err)
{
	const struct desk *desk = &page->call->desk;
	char number[NUMBER_SIZE], time[WAIT_TIME_SIZE] = "";
	char helpcode[HELPCODE_SIZE] = "";

	if (throttle->retry_at > desk->now) {
		snprintf(number, sizeof(number), "%" PRId64,
		    wait_seconds(throttle->retry_at, desk->now));
		answer_header(answer, "Retry-After", number);
		wait_time(throttle->retry_at, time);
	}
	if (throttle->failures >= PATIENCE_FREE &&
	    helpcode_write(desk, person, helpcode, err) == -1)
		return -1;
	wait_show(page, time, helpcode);
	return 0;
}
