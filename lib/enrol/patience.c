#include "base/clock.h"
#include "enrol/patience.h"

#define SHORTEST INT64_C(30) /* seconds; one step of a code */
#define LONGEST CLOCK_HOUR

int64_t
patience_wait(int64_t failures)
{
	int64_t wait = SHORTEST;

	if (failures < PATIENCE_FREE)
		return 0;
	while (failures-- > PATIENCE_FREE && wait < LONGEST)
		wait *= 2;
	return wait < LONGEST ? wait : LONGEST;
}

bool
patience_blocked(const struct throttle *throttle)
{
	return throttle->failures >= PATIENCE_MAX;
}

bool
patience_waits(const struct throttle *throttle, int64_t now)
{
	return patience_blocked(throttle) || now < throttle->retry_at;
}

int
patience_lose(const struct desk *desk, int64_t person, const char *subject,
    struct throttle *throttle, struct err *err)
{
	int64_t wait = patience_wait(++throttle->failures);

	throttle->retry_at = wait == 0 ? 0 : desk->now + wait;
	return throttle_put(desk->db, person, subject, throttle, err);
}
