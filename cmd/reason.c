#include <stdio.h>

#include "base/day.h"
#include "config/moment.h"
#include "reason.h"
#include "schedule/ladder.h"

#define MOMENT_TEXT_SIZE 32 /* "deadline-3660d", with room */

static void
moment_text(const struct moment *moment, char *out, size_t size)
{
	if (moment->days == 0)
		snprintf(out, size, "%s", moment_anchor(moment->anchor));
	else
		snprintf(out, size, "%s%+lldd", moment_anchor(moment->anchor),
		    (long long)moment->days);
}

void
reason_print(const struct config *config, const struct plan_entry *entry)
{
	const struct stage *stage = entry->step.stage;
	char day[DAY_TEXT_SIZE], meant[DAY_TEXT_SIZE];
	char at[MOMENT_TEXT_SIZE], until[MOMENT_TEXT_SIZE];

	day_text(entry->day, day);
	day_text(entry->step.day, meant);
	moment_text(&stage->at, at, sizeof(at));
	moment_text(&stage->until, until, sizeof(until));
	printf("%s  %-*s  %-6s  ", day, LABEL_MAX, stage->name,
	    model_channel(entry->channel));
	if (ladder_explains(stage, entry->person) && entry->person->silent <= 1)
		printf("explains first; ");
	printf("%s", at);
	if (stage->every != 0)
		printf(
		    ", every %lldd until %s", (long long)stage->every, until);
	if (stage->turns.count > 0)
		printf("; in turn, after %lld unanswered of %lld each",
		    (long long)entry->person->silent - 1,
		    (long long)config->campaign.escalate_after);
	if (entry->step.day != entry->day)
		printf("; meant for %s", meant);
	putchar('\n');
}
