#include <inttypes.h>

#include "base/day.h"
#include "config/course.h"
#include "config/place.h"

/* Whose days are the campaign's, and then the waves'. */
static int64_t
start_of(const struct config *config, size_t i)
{
	return i == 0 ? config->campaign.start_day
		      : config->waves[i - 1].start_day;
}

static int64_t
deadline_of(const struct config *config, size_t i)
{
	return i == 0 ? config->campaign.deadline_day
		      : config->waves[i - 1].deadline_day;
}

/* Whether a stage comes to somebody between the start and the deadline. */
static bool
comes(const struct stage *stage, const struct config *config, size_t i)
{
	int64_t start = start_of(config, i), deadline = deadline_of(config, i);
	const struct moment *last =
	    stage->every == 0 ? &stage->at : &stage->until;

	if (start == DAY_NONE || deadline == DAY_NONE)
		return true;
	if (stage->at.anchor == ANCHOR_START)
		return start + stage->at.days < deadline;
	return (last->anchor == ANCHOR_START ? start : deadline) + last->days >=
	    start;
}

static void
check_days(const struct section *section, const struct stage *stage,
    const struct config *config, struct mistakes *mistakes)
{
	size_t i;

	if (stage->at.anchor != ANCHOR_START &&
	    stage->at.anchor != ANCHOR_DEADLINE)
		return;
	for (i = 0; i <= config->wave_count; i++) {
		if (comes(stage, config, i))
			return;
	}
	place_disagrees(mistakes, section, "at",
	    stage->at.anchor == ANCHOR_START
		? "is not before the deadline, so nobody would get it in time; "
		  "make it earlier"
		: "is before the start, so nobody would get it; make it later");
}

/* Whether one of the stage's channels is set up; people need nothing. */
static void
check_channels(const struct section *section, const struct stage *stage,
    const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *mail = outline_section(outline, "mail", NULL);
	const char *in_turn = stage->turns.count > 0 ? "in_turn" : "channels";
	unsigned int by_hand = 1U << CHANNEL_CALL | 1U << CHANNEL_LETTER;

	if (outline_setting(section, "channels") != NULL &&
	    outline_setting(section, "in_turn") != NULL)
		place_disagrees(mistakes, section, "in_turn",
		    "stands beside channels; a stage goes by all channels at "
		    "once or by one after the other, so leave one of them "
		    "out");
	if (stage->channels == 1U << CHANNEL_POPUP &&
	    !config_has_popups(config))
		place_disagrees(mistakes, section, in_turn,
		    "reaches nobody, as neither webhook.url nor webhook.asked "
		    "is set; set one, or add another channel");
	if (stage->channels == 1U << CHANNEL_EMAIL &&
	    outline_setting(mail, "server") == NULL)
		place_disagrees(mistakes, section, in_turn,
		    "reaches nobody, as mail.server is not set; set it, or add "
		    "another channel");
	if ((stage->channels & ~by_hand) == 0 &&
	    model_is_event(stage->at.anchor))
		place_disagrees(mistakes, section, in_turn,
		    "nobody is called about what has just happened; add "
		    "\"email\" or \"popup\"");
	if ((stage->channels & 1U << CHANNEL_LETTER) != 0 &&
	    stage->at.anchor == ANCHOR_ENROLLED)
		place_disagrees(mistakes, section, in_turn,
		    "a letter leads to the second factor, which is there "
		    "already; take \"letter\" out");
}

static void
check_promise(const struct section *section, const struct stage *stage,
    const struct config *config, struct mistakes *mistakes)
{
	if (stage->at.anchor != ANCHOR_PROMISED)
		return;
	if (stage->at.days != 0 || stage->every != 0)
		place_disagrees(mistakes, section, "at",
		    "is reminded of on its day and once; write at = "
		    "\"promised\"");
	else if (config->snooze.times == 0)
		place_disagrees(mistakes, section, "at",
		    "never comes, as snooze.times is 0");
}

/* Whether somebody of the audience is told something before the deadline. */
static bool
is_told(const struct config *config, int audience)
{
	const struct stage *stage = config->stages;

	for (; stage < config->stages + config->stage_count; stage++) {
		if ((stage->audiences & 1U << audience) != 0 &&
		    stage->only_if == 0 &&
		    (stage->at.anchor == ANCHOR_START ||
			(stage->at.anchor == ANCHOR_DEADLINE &&
			    stage->at.days < 0)))
			return true;
	}
	return false;
}

static void
check_audiences(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *stage = outline_section(outline, "stage", NULL);
	int audience;

	for (audience = 0; audience < AUDIENCES && stage != NULL; audience++) {
		if (!is_told(config, audience))
			place_lacks(mistakes,
			    outline_section(outline, "campaign", NULL),
			    "no stage tells the audience \"%s\" anything "
			    "before "
			    "the deadline; add one without only_if",
			    model_audience((enum audience)audience));
	}
}

static void
check_brownout(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = outline_section(outline, "gate", NULL);
	const struct gate_settings *gate = &config->gate;
	char text[DAY_TEXT_SIZE];
	bool before;
	size_t i, k;

	for (i = 0; i < gate->brownout_count; i++) {
		before = false;
		for (k = 0; k <= config->wave_count; k++)
			before |= gate->brownout[i] >= start_of(config, k) &&
			    gate->brownout[i] < deadline_of(config, k);
		day_text(gate->brownout[i], text);
		if (!before)
			place_disagrees(mistakes, section, "brownout",
			    "%s is not between a start and its deadline, so "
			    "nobody would notice it",
			    text);
	}
}

static void
check_snooze(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct campaign *campaign = &config->campaign;

	if (campaign->start_day == DAY_NONE ||
	    campaign->deadline_day == DAY_NONE || config->snooze.times == 0 ||
	    outline_section(outline, "snooze", NULL) == NULL)
		return;
	if (config->snooze.margin >=
	    campaign->deadline_day - campaign->start_day)
		place_disagrees(mistakes,
		    outline_section(outline, "snooze", NULL), "margin",
		    "leaves no day that could be promised: the campaign has "
		    "%" PRId64 " days; make it less",
		    campaign->deadline_day - campaign->start_day);
}

void
course_check(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = NULL;
	size_t i;

	for (i = 0; i < config->stage_count; i++) {
		section = outline_section(outline, "stage", section);
		if (outline_setting(section, "at") == NULL)
			continue;
		check_days(section, &config->stages[i], config, mistakes);
		check_channels(
		    section, &config->stages[i], outline, config, mistakes);
		check_promise(section, &config->stages[i], config, mistakes);
	}
	check_audiences(outline, config, mistakes);
	check_brownout(outline, config, mistakes);
	check_snooze(outline, config, mistakes);
}
