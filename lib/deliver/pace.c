#include "base/clock.h"
#include "deliver/pace.h"

void
pace_begin(struct pace *pace, int64_t per_minute, int64_t now)
{
	*pace = (struct pace){
	    .per_minute = per_minute, .last = now, .credit = PACE_ONE};
}

static int64_t
credit_at(const struct pace *pace, int64_t now)
{
	int64_t most = pace->per_minute * CLOCK_TICKS;
	int64_t credit = pace->credit + (now - pace->last) * pace->per_minute;

	if (most < PACE_ONE)
		most = PACE_ONE;
	return credit < most ? credit : most;
}

bool
pace_take(struct pace *pace, int64_t now)
{
	if (pace->per_minute == 0)
		return true;
	pace->credit = credit_at(pace, now);
	pace->last = now;
	if (pace->credit < PACE_ONE)
		return false;
	pace->credit -= PACE_ONE;
	return true;
}

int64_t
pace_wait(const struct pace *pace, int64_t now)
{
	int64_t lacks;

	if (pace->per_minute == 0)
		return 0;
	lacks = PACE_ONE - credit_at(pace, now);
	if (lacks <= 0)
		return 0;
	return (lacks + pace->per_minute - 1) / pace->per_minute;
}
