#include <stdbool.h>

#include "base/day.h"
#include "base/text.h"
#include "schedule/calendar.h"
#include "schedule/ladder.h"

int64_t
ladder_start_day(const struct config *config, const struct person *person)
{
	const struct wave *wave = config_wave(config, person->wave);
	int64_t start =
	    wave != NULL ? wave->start_day : config->campaign.start_day;

	return person->joined_day > start ? person->joined_day : start;
}

int64_t
ladder_deadline_day(const struct config *config, const struct person *person)
{
	const struct wave *wave = config_wave(config, person->wave);
	int64_t start =
	    wave != NULL ? wave->start_day : config->campaign.start_day;
	int64_t deadline =
	    wave != NULL ? wave->deadline_day : config->campaign.deadline_day;
	int64_t earliest = person->joined_day + config->campaign.grace;

	/* Only who came after the start has missed something of it. */
	if (person->joined_day > start && earliest > deadline)
		return earliest;
	return deadline;
}

/* Whether a stage is meant for this person, as things stand. */
static bool
concerns(const struct stage *stage, const struct person *person)
{
	if (person->left_at != 0 ||
	    (stage->audiences & 1U << person->audience) == 0)
		return false;
	switch (stage->at.anchor) {
	case ANCHOR_START:
	case ANCHOR_DEADLINE:
		return person->enrolled_at == 0;
	case ANCHOR_ENROLLED:
		/* Who came with a factor of another kind was not enrolled by
		 * us. */
		return person->enrolled_at != 0 &&
		    text_same(person->method, "totp");
	case ANCHOR_RESET:
		break;
	}
	return person->reset_at != 0;
}

/* When what a stage is counted from happened; 0 for a fixed day. */
static int64_t
happened_at(const struct person *person, enum anchor anchor)
{
	if (anchor == ANCHOR_ENROLLED)
		return person->enrolled_at;
	return anchor == ANCHOR_RESET ? person->reset_at : 0;
}

static int64_t
anchor_day(const struct config *config, const struct person *person,
    enum anchor anchor)
{
	switch (anchor) {
	case ANCHOR_START:
		return ladder_start_day(config, person);
	case ANCHOR_DEADLINE:
		return ladder_deadline_day(config, person);
	case ANCHOR_ENROLLED:
	case ANCHOR_RESET:
		break;
	}
	return day_of(happened_at(person, anchor));
}

/* Puts a step into the answer: it is the newest yet, replaced, or to come. */
static void
consider(
    struct due *due, const struct person *person, struct step step, int64_t now)
{
	if (step.at <= person->planned_until)
		return;
	if (step.at > now) {
		if (due->look_at == 0 || step.at < due->look_at)
			due->look_at = step.at;
		return;
	}
	if (due->step.stage == NULL) {
		due->step = step;
		return;
	}
	due->passed_over++;
	/* Of two at one instant the later in the file is the more pressing. */
	if (step.at >= due->step.at)
		due->step = step;
}

/* Considers all steps of a stage, up to the first that is yet to come. */
static void
climb(struct due *due, const struct config *config, const struct person *person,
    const struct stage *stage, int64_t now)
{
	int64_t day =
	    anchor_day(config, person, stage->at.anchor) + stage->at.days;
	int64_t last = stage->every == 0
	    ? day
	    : anchor_day(config, person, stage->until.anchor) +
		stage->until.days;
	int64_t event = happened_at(person, stage->at.anchor);
	struct step step = {.stage = stage};

	for (; day <= last; day += stage->every) {
		step.occurrence = day;
		step.at = calendar_opening(&config->send, day);
		if (model_is_event(stage->at.anchor)) {
			step.occurrence = event;
			if (step.at < event)
				step.at = calendar_next(&config->send, event);
		}
		consider(due, person, step, now);
		if (stage->every == 0 || step.at > now)
			break;
	}
}

struct due
ladder_due(
    const struct config *config, const struct person *person, int64_t now)
{
	struct due due = {.look_at = 0};
	size_t i;

	for (i = 0; i < config->stage_count; i++) {
		if (concerns(&config->stages[i], person))
			climb(&due, config, person, &config->stages[i], now);
	}
	return due;
}
