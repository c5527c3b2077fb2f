#include <inttypes.h>

#include "base/day.h"
#include "config/moment.h"
#include "config/place.h"
#include "config/repeat.h"

/* The day of a moment, seen from these days. */
static int64_t
day_of_moment(const struct moment *moment, int64_t start, int64_t deadline)
{
	return moment->days +
	    (moment->anchor == ANCHOR_START ? start : deadline);
}

/* How often the stage comes for who has these days. */
static int64_t
times(const struct stage *stage, int64_t start, int64_t deadline)
{
	int64_t days = stage->until.days - stage->at.days;

	if (stage->at.anchor != stage->until.anchor) {
		if (start == DAY_NONE || deadline == DAY_NONE)
			return 0;
		days = day_of_moment(&stage->until, start, deadline) -
		    day_of_moment(&stage->at, start, deadline);
	}
	return days < 0 ? 0 : days / stage->every + 1;
}

static int64_t
most_times(const struct config *config, const struct stage *stage)
{
	const struct campaign *campaign = &config->campaign;
	int64_t most, n;
	size_t i;

	most = times(stage, campaign->start_day, campaign->deadline_day);
	for (i = 0; i < config->wave_count; i++) {
		n = times(stage, config->waves[i].start_day,
		    config->waves[i].deadline_day);
		if (n > most)
			most = n;
	}
	return most;
}

/* Whether the setting is there and is what the stage has of it. */
static bool
is_read(const struct section *section, const char *name)
{
	const struct setting *setting = outline_setting(section, name);
	struct moment moment;
	int64_t days;

	return setting != NULL &&
	    (moment_parse(setting->first->text, &moment) == 0 ||
		moment_days(setting->first->text, &days) == 0);
}

static void
check_until(const struct section *section, const struct stage *stage,
    struct mistakes *mistakes)
{
	bool set = outline_setting(section, "until") != NULL;
	const struct moment *at = &stage->at, *until = &stage->until;

	if (!set && model_is_event(at->anchor))
		place_lacks(mistakes, section,
		    "comes every %" PRId64 " days without an end; write for "
		    "example until = \"enrolled+90d\"",
		    stage->every);
	else if (!set && at->anchor == ANCHOR_DEADLINE && at->days >= 0)
		place_lacks(mistakes, section,
		    "comes every %" PRId64 " days without an end; write for "
		    "example until = \"deadline+%" PRId64 "d\"",
		    stage->every, at->days + 10 * stage->every);
	else if (at->anchor != until->anchor &&
	    (model_is_event(at->anchor) || model_is_event(until->anchor)))
		place_disagrees(mistakes, section, "until",
		    "cannot be compared with at, which is counted from %s; "
		    "count both from the same",
		    moment_anchor(at->anchor));
	else if (at->anchor == until->anchor && until->days <= at->days)
		place_disagrees(mistakes, section, "until",
		    "is not after at; a stage that comes once has neither "
		    "every nor until");
}

static void
check_stage(const struct section *section, const struct stage *stage,
    const struct config *config, struct mistakes *mistakes)
{
	bool every = outline_setting(section, "every") != NULL;
	int64_t count;

	if (!every && outline_setting(section, "until") != NULL)
		place_disagrees(mistakes, section, "until",
		    "says nothing without every; write for example every = "
		    "\"14d\", or leave until out");
	/* What could not be read has been noted, and fits nothing. */
	if (!is_read(section, "at") || !is_read(section, "every") ||
	    (outline_setting(section, "until") != NULL &&
		!is_read(section, "until")))
		return;
	check_until(section, stage, mistakes);
	count = most_times(config, stage);
	if (count > REPEAT_MAX)
		place_disagrees(mistakes, section, "every",
		    "would come %" PRId64 " times; at most %d are sent, so "
		    "make every longer or until earlier",
		    count, REPEAT_MAX);
}

void
repeat_check(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = NULL;
	size_t i;

	for (i = 0; i < config->stage_count; i++) {
		section = outline_section(outline, "stage", section);
		check_stage(section, &config->stages[i], config, mistakes);
	}
}
