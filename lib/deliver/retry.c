#include <stddef.h>

#include "base/clock.h"
#include "deliver/retry.h"

#define WAITS 9
#define JITTER 10 /* one part in so many */

/* Seconds to wait after the first try, the second and so on. */
static const int64_t waits[CHANNELS][WAITS] = {
    /* A mail server that says 4.x.x wants minutes first (greylisting). */
    [CHANNEL_EMAIL] = {15 * CLOCK_MINUTE, 30 * CLOCK_MINUTE, CLOCK_HOUR,
	2 * CLOCK_HOUR, 4 * CLOCK_HOUR, 8 * CLOCK_HOUR, 16 * CLOCK_HOUR,
	24 * CLOCK_HOUR, 24 * CLOCK_HOUR},
    /* As the Standard Webhooks specification recommends. */
    [CHANNEL_POPUP] = {5, 5 * CLOCK_MINUTE, 30 * CLOCK_MINUTE, 2 * CLOCK_HOUR,
	5 * CLOCK_HOUR, 10 * CLOCK_HOUR, 14 * CLOCK_HOUR, 20 * CLOCK_HOUR,
	24 * CLOCK_HOUR},
};

int64_t
retry_at(enum channel channel, int64_t attempts, int64_t retry_after,
    int64_t now, uint32_t random)
{
	int64_t wait;

	if (attempts > WAITS)
		return 0;
	wait = waits[channel][attempts > 1 ? attempts - 1 : 0];
	if (retry_after > RETRY_AFTER_MAX)
		retry_after = RETRY_AFTER_MAX;
	if (wait < retry_after)
		wait = retry_after;
	return now + wait + (wait * random >> 32) / JITTER;
}
