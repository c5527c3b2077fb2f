#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/day.h"
#include "web/wait.h"

#define NUMBER_SIZE 24 /* an int64_t in decimal and its NUL */

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
wait_fill(struct page *page, int64_t retry_at, struct answer *answer)
{
	char number[NUMBER_SIZE], time[WAIT_TIME_SIZE];

	snprintf(number, sizeof(number), "%" PRId64,
	    wait_seconds(retry_at, page->call->desk.now));
	answer_header(answer, "Retry-After", number);
	wait_time(retry_at, time);
	value_set(page->data, "time", time);
}
