#include "base/text.h"
#include "schedule/ladder.h"

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t
ladder_common_start(const struct config *config, const struct person *person)
{
	const struct wave *wave = config_wave(config, person->wave);

	return wave != NULL ? wave->start_day : config->campaign.start_day;
}

int64_t
ladder_exempt_until(const struct person *person)
{
	return later(person->exempt_until, person->team_exempt_until);
}

int64_t
ladder_start_day(const struct config *config, const struct person *person)
{
	int64_t start =
	    later(ladder_common_start(config, person), person->joined_day);
	int64_t exempt = ladder_exempt_until(person);

	/* Whose exemption is over comes as if new. */
	return exempt > 0 ? later(start, exempt + 1) : start;
}

int64_t
ladder_deadline_day(const struct config *config, const struct person *person)
{
	const struct wave *wave = config_wave(config, person->wave);
	int64_t from =
	    later(ladder_start_day(config, person), person->listed_day);
	int64_t deadline =
	    wave != NULL ? wave->deadline_day : config->campaign.deadline_day;

	if (person->team_extended_day > 0)
		deadline = person->team_extended_day;
	if (person->extended_day > 0)
		deadline = person->extended_day;
	/* Only who came after the start has missed something of it. */
	if (from > ladder_common_start(config, person))
		return later(deadline, from + config->campaign.grace);
	return deadline;
}

bool
ladder_is_exempt(const struct person *person, int64_t day)
{
	return day <= ladder_exempt_until(person);
}

int64_t
ladder_promised_day(const struct config *config, const struct person *person)
{
	int64_t last =
	    ladder_deadline_day(config, person) - config->snooze.margin;

	return person->promised_day > last ? last : person->promised_day;
}

/* Whether the stage invites to a webinar. */
static bool
invites(const struct stage *stage)
{
	return stage->appointment != NULL && stage->appointment[0] != '\0' &&
	    !text_same(stage->appointment, MODEL_DEADLINE);
}

bool
ladder_explains(const struct stage *stage, const struct person *person)
{
	return stage->at.anchor == ANCHOR_START && stage->only_if == 0 &&
	    !invites(stage) && (stage->audiences & 1U << person->audience) != 0;
}

bool
ladder_meets(const struct person *person, unsigned int only_if)
{
	unsigned int is = 1U << CONDITION_NOT_ENROLLED;

	if (person->started_at != 0)
		is |= 1U << CONDITION_STARTED;
	else if (person->opened_at != 0)
		is |= 1U << CONDITION_OPENED;
	else
		is |= 1U << CONDITION_NOT_OPENED;
	if (person->email[0] == '\0' || person->unreachable_at != 0)
		is |= 1U << CONDITION_UNREACHABLE;
	return only_if == 0 || (only_if & is) != 0;
}

bool
ladder_is_over(
    const struct config *config, const struct stage *stage, int64_t day)
{
	const struct webinar *webinar =
	    invites(stage) ? config_webinar(config, stage->appointment) : NULL;

	return webinar != NULL && webinar->day <= day;
}

bool
ladder_notices(const struct stage *stage, const struct person *person)
{
	if (person->left_at != 0 ||
	    (stage->audiences & 1U << person->audience) == 0)
		return false;
	if (stage->at.anchor == ANCHOR_RESET)
		return person->reset_at != 0;
	/* Who came with a factor of another kind was not enrolled by us. */
	return stage->at.anchor == ANCHOR_ENROLLED &&
	    person->enrolled_at != 0 && text_same(person->method, "totp");
}

bool
ladder_leads(const struct stage *stage, const struct person *person)
{
	return !model_is_event(stage->at.anchor) && person->left_at == 0 &&
	    person->enrolled_at == 0 &&
	    (stage->audiences & 1U << person->audience) != 0;
}

bool
ladder_needs(const struct config *config, const struct stage *stage,
    const struct person *person, int64_t day)
{
	if (model_is_event(stage->at.anchor))
		return ladder_notices(stage, person);
	return ladder_leads(stage, person) &&
	    ladder_meets(person, stage->only_if) &&
	    !ladder_is_over(config, stage, day) &&
	    !ladder_is_exempt(person, day) &&
	    (stage->at.anchor == ANCHOR_PROMISED ||
		ladder_promised_day(config, person) <= day);
}
