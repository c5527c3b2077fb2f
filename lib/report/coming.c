#include <stddef.h>

#include "report/coming.h"

/* Days without mail in a row; where there are more, nothing is foreseen. */
#define CLOSED_MAX 31

bool
coming_on(const struct config *config, coming_calendar *calendar,
    const struct stage *stage, const struct wave *wave, int64_t day)
{
	const struct campaign *campaign = &config->campaign;
	int64_t start = wave == NULL ? campaign->start_day : wave->start_day;
	int64_t deadline =
	    wave == NULL ? campaign->deadline_day : wave->deadline_day;
	const struct moment *at = &stage->at, *until = &stage->until;
	int64_t step, last;

	if (at->anchor != ANCHOR_START && at->anchor != ANCHOR_DEADLINE)
		return false;
	step = at->days + (at->anchor == ANCHOR_START ? start : deadline);
	last = stage->every == 0
	    ? step
	    : until->days + (until->anchor == ANCHOR_START ? start : deadline);
	for (; step <= last && step <= day; step += stage->every) {
		if (day - step <= CLOSED_MAX &&
		    calendar(&config->send, step) == day)
			return true;
		if (stage->every == 0)
			break;
	}
	return false;
}

bool
coming_to_any(const struct config *config, coming_calendar *calendar,
    const struct stage *stage, int64_t day)
{
	size_t i;

	for (i = 0; i < config->wave_count; i++) {
		if (coming_on(config, calendar, stage, &config->waves[i], day))
			return true;
	}
	return coming_on(config, calendar, stage, NULL, day);
}
