#include "base/day.h"
#include "report/coming.h"

static int64_t
day_of_moment(const struct config *config, const struct moment *moment)
{
	return moment->days +
	    (moment->anchor == ANCHOR_START ? config->campaign.start_day
					    : config->campaign.deadline_day);
}

/* The first sending day from a day on. */
static int64_t
sending_day(const struct config *config, int64_t day)
{
	int tries;

	for (tries = 0; tries < 7; tries++) {
		if ((config->send.weekdays & 1U << day_weekday(day + tries)) !=
		    0)
			return day + tries;
	}
	return day;
}

void
coming_days(const struct config *config, const struct stage *stage,
    int64_t first, int64_t last, void (*each)(int64_t day, void *context),
    void *context)
{
	int64_t day, until, sent, before = DAY_NONE;

	if (stage->at.anchor != ANCHOR_START &&
	    stage->at.anchor != ANCHOR_DEADLINE)
		return;
	day = day_of_moment(config, &stage->at);
	until = stage->every == 0 ? day : day_of_moment(config, &stage->until);
	while (day <= until) {
		sent = sending_day(config, day);
		/* What falls on days without sending goes out once. */
		if (sent >= first && sent <= last && sent != before)
			each(sent, context);
		before = sent;
		if (stage->every == 0)
			break;
		day += stage->every;
	}
}
