#include <stdbool.h>

#include "base/clock.h"
#include "base/day.h"
#include "schedule/due.h"
#include "schedule/ladder.h"
#include "schedule/ration.h"
#include "schedule/reach.h"

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What one look at a person sees. */
struct view {
	const struct config *config;
	const struct person *person;
	const struct standing *standing;
	const struct look *look;
	int64_t start, deadline;
	int64_t ahead; /* days by which the start's steps come earlier */
	bool untold;   /* an explanation comes first, and has not yet */
	struct due due;
	struct step explanation, promise; /* due now, or without a stage */
	int64_t next_notice;              /* day, DAY_NONE for none */
	int64_t next_explanation;         /* the same */
};

static void
look_on(int64_t *look_day, int64_t day)
{
	if (*look_day == DAY_NONE || day < *look_day)
		*look_day = day;
}

static void
see_notices(struct view *v)
{
	const struct person *p = v->person;
	const struct stage *stage = v->config->stages;
	const struct stage *end = stage + v->config->stage_count;
	int64_t event, day, key;

	for (; stage < end; stage++) {
		if (!ladder_notices(stage, p))
			continue;
		event = stage->at.anchor == ANCHOR_RESET ? p->reset_at
							 : p->enrolled_at;
		/* An instant that tells two events of one day apart. */
		key = event + stage->at.days * CLOCK_DAY;
		day = day_of(event) + stage->at.days;
		if (key <= p->noticed_until)
			continue;
		if (day > v->look->today) {
			look_on(&v->due.look_day, day);
			continue;
		}
		v->due.passed_over += v->due.step.stage != NULL;
		if (key >= v->due.noticed) {
			v->due.noticed = key;
			v->due.step = (struct step){stage, event, day};
		}
	}
}

/* The step is due, replaced by a newer one, not wanted, or to come. */
static void
see_step(struct view *v, struct step step)
{
	bool explains = ladder_explains(step.stage, v->person);
	struct step *newest = &v->due.step;

	if (step.day <= v->person->planned_until)
		return;
	if (step.day > v->look->today) {
		look_on(&v->due.look_day, step.day);
		if (explains)
			look_on(&v->next_explanation, step.day);
		return;
	}
	v->due.handled = later(v->due.handled, step.day);
	if (!ladder_meets(v->person, step.stage->only_if) ||
	    ladder_is_over(v->config, step.stage, v->look->today) ||
	    (v->untold && !explains))
		return;
	if (step.stage->at.anchor == ANCHOR_PROMISED)
		v->promise = step;
	v->due.passed_over += newest->stage != NULL;
	/* Of two on one day the later in the file is the more pressing. */
	if (newest->stage == NULL || step.day >= newest->day)
		*newest = step;
	if (explains &&
	    (v->explanation.stage == NULL || step.day >= v->explanation.day))
		v->explanation = step;
}

static int64_t
day_of_moment(const struct view *v, const struct moment *moment)
{
	switch (moment->anchor) {
	case ANCHOR_START:
		return v->start + moment->days - v->ahead;
	case ANCHOR_PROMISED:
		return ladder_promised_day(v->config, v->person);
	case ANCHOR_DEADLINE:
	case ANCHOR_ENROLLED:
	case ANCHOR_RESET:
		break;
	}
	return v->deadline + moment->days;
}

/* All steps of a stage, up to the first that is yet to come. */
static void
see_stage(struct view *v, const struct stage *stage)
{
	int64_t day = day_of_moment(v, &stage->at), last = day;
	int64_t first = v->person->planned_until + 1;

	if (stage->every != 0) {
		last = day_of_moment(v, &stage->until);
		/* What was handled need not be seen again. */
		if (first > day)
			day += (first - day + stage->every - 1) / stage->every *
			    stage->every;
	}
	/* What lies before the person's start is not for this person. */
	if (stage->at.anchor != ANCHOR_START && day < v->start) {
		if (stage->every == 0)
			return;
		day += (v->start - day + stage->every - 1) / stage->every *
		    stage->every;
	}
	for (; day <= last; day += stage->every) {
		see_step(v, (struct step){stage, day, day});
		if (stage->every == 0 || day > v->look->today)
			break;
	}
}

/* Whether a stage has a place in the ladder as things stand. */
static bool
belongs(const struct view *v, const struct stage *stage)
{
	if (!ladder_leads(stage, v->person))
		return false;
	if (stage->at.anchor == ANCHOR_PROMISED)
		return v->person->promised_day > 0;
	return !(v->standing->held && stage->at.anchor == ANCHOR_DEADLINE &&
	    stage->at.days >= 0);
}

static void
see_ladder(struct view *v)
{
	const struct stage *stage = v->config->stages;
	const struct stage *end = stage + v->config->stage_count;

	for (; stage < end; stage++) {
		if (belongs(v, stage))
			see_stage(v, stage);
	}
}

/* Who is late gets the first explanation at once, the others as long after. */
static void
shorten(struct view *v)
{
	const struct stage *stage = v->config->stages;
	const struct stage *end = stage + v->config->stage_count;
	int64_t first = 0;
	bool any = false;

	for (; stage < end; stage++) {
		if (!ladder_explains(stage, v->person))
			continue;
		if (!any || stage->at.days < first)
			first = stage->at.days;
		any = true;
	}
	v->untold = any && v->person->explained_day < v->start + first;
	if (any && v->start > ladder_common_start(v->config, v->person)) {
		v->ahead = first;
		v->untold = v->person->explained_day < v->start;
	}
}

/* Chooses among what is due: nothing, while the explanation is yet to come. */
static void
choose(struct view *v)
{
	if (v->untold && v->explanation.stage == NULL) {
		v->due.handled = v->person->planned_until;
		v->due.look_day = v->next_notice;
		if (v->next_explanation != DAY_NONE)
			look_on(&v->due.look_day, v->next_explanation);
	} else if (v->untold) {
		v->due.step = v->explanation;
	} else if (v->promise.stage != NULL) {
		v->due.step = v->promise;
	}
}

/* The day on which what is planned now goes out by a channel. */
static int64_t
goes_on(const struct look *look, enum channel channel)
{
	return channel == CHANNEL_POPUP ? look->today : look->mail_day;
}

/* Takes the channels that have a ration; without any, the step waits a day. */
static void
ration(struct view *v)
{
	unsigned int reach =
	    reach_channels(v->config, v->person, v->due.step.stage);
	int channel;

	for (channel = 0; channel < CHANNELS_ALL; channel++) {
		if ((reach & 1U << channel) != 0 &&
		    ration_allows(v->person, (enum channel)channel,
			goes_on(v->look, (enum channel)channel),
			v->config->send.per_week))
			v->due.channels |= 1U << channel;
	}
	if (reach == 0 || v->due.channels != 0)
		return;
	v->due.step.stage = NULL;
	v->due.passed_over = 0;
	v->due.handled = v->person->planned_until;
	look_on(&v->due.look_day, v->look->today + 1);
}

struct due
due_find(const struct config *config, const struct person *person,
    const struct standing *standing, const struct look *look)
{
	struct view v = {.config = config,
	    .person = person,
	    .standing = standing,
	    .look = look,
	    .next_explanation = DAY_NONE,
	    .due = {.handled = person->planned_until,
		.noticed = person->noticed_until,
		.look_day = DAY_NONE}};
	int64_t promised;

	see_notices(&v);
	if (person->enrolled_at != 0 || standing->paused) {
		if (v.due.step.stage != NULL)
			v.due.channels =
			    reach_channels(config, person, v.due.step.stage);
		return v.due;
	}
	if (v.due.step.stage != NULL) {
		/* One thing at a time: the ladder goes on tomorrow. */
		v.due.channels =
		    reach_channels(config, person, v.due.step.stage);
		look_on(&v.due.look_day, look->today + 1);
		return v.due;
	}
	promised = ladder_promised_day(config, person);
	if (promised > look->today) {
		look_on(&v.due.look_day, promised);
		return v.due;
	}
	v.start = ladder_start_day(config, person);
	v.deadline = ladder_deadline_day(config, person);
	v.next_notice = v.due.look_day;
	shorten(&v);
	see_ladder(&v);
	choose(&v);
	if (v.due.step.stage != NULL)
		ration(&v);
	return v.due;
}

void
due_take(struct person *person, const struct due *due, const struct look *look)
{
	const struct stage *stage = due->step.stage;
	int channel;

	person->planned_until = due->handled;
	person->noticed_until = due->noticed;
	if (stage == NULL || model_is_event(stage->at.anchor))
		return;
	if (ladder_explains(stage, person))
		person->explained_day = look->today;
	if (due->channels == 0)
		return;
	if (person->opened_at == 0)
		person->silent++;
	for (channel = 0; channel < CHANNELS_ALL; channel++) {
		if ((due->channels & 1U << channel) != 0)
			ration_take(person, (enum channel)channel,
			    goes_on(look, (enum channel)channel));
	}
}
