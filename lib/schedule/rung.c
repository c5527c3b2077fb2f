#include "schedule/due.h"
#include "schedule/ladder.h"
#include "schedule/rung.h"

const struct stage *
rung_find(const struct config *config, const struct person *person,
    const struct standing *standing, int64_t today)
{
	struct look look = {.today = today, .mail_day = today};
	struct person fresh = *person;

	/* Nothing was planned, no ration used; events are no rungs. */
	if (ladder_promised_day(config, person) < today)
		fresh.promised_day = 0;
	fresh.planned_until = 0;
	fresh.said_day = 0;
	fresh.said = 0;
	fresh.noticed_until = INT64_MAX;
	return due_find(config, &fresh, standing, &look).step.stage;
}
