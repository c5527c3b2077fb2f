#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/text.h"
#include "outlook.h"
#include "schedule/calendar.h"
#include "schedule/ladder.h"

#define QUIET_DAYS 21 /* without a message: people forget what it was about */
#define SHOWN 64      /* bytes of a REF that is shown */

struct outlook {
	const struct config *config;
	int64_t first_day, last_day;
	int64_t *people; /* told something, by day */
	bool *stages;    /* that somebody gets */
	int64_t moved;   /* mails whose day is none for mail */
	int64_t untold;
	char one[SHOWN]; /* REF of one of them */
};

struct outlook *
outlook_new(const struct config *config, int64_t first_day, int64_t last_day)
{
	struct outlook *o = calloc(1, sizeof(*o));
	size_t days = (size_t)(last_day - first_day) + 1;

	if (o == NULL)
		return NULL;
	o->config = config;
	o->first_day = first_day;
	o->last_day = last_day;
	o->people = calloc(days, sizeof(*o->people));
	o->stages = calloc(config->stage_count, sizeof(*o->stages));
	if (o->people == NULL || o->stages == NULL) {
		outlook_free(o);
		return NULL;
	}
	return o;
}

void
outlook_free(struct outlook *o)
{
	if (o == NULL)
		return;
	free(o->people);
	free(o->stages);
	free(o);
}

/* Someone whose deadline comes, and who was told nothing up to then. */
static bool
is_untold(const struct outlook *o, const struct person *p)
{
	int64_t deadline = ladder_deadline_day(o->config, p);

	return p->said_day == 0 && p->enrolled_at == 0 && p->left_at == 0 &&
	    deadline <= o->last_day && !ladder_is_exempt(p, deadline);
}

void
outlook_add(struct outlook *o, const struct plan_entry *entry)
{
	const struct stage *stage = entry->step.stage;

	if (stage == NULL) {
		if (!is_untold(o, entry->person))
			return;
		if (o->untold++ == 0)
			text_show(entry->person->ref, SHOWN / 4 - 1, o->one,
			    sizeof(o->one));
		return;
	}
	o->stages[stage - o->config->stages] = true;
	if (entry->channel == CHANNEL_EMAIL &&
	    !calendar_is_sending_day(entry->send, entry->step.day))
		o->moved++;
	/* Whoever hears by several channels asks once. */
	if ((entry->channels & ((1U << entry->channel) - 1)) == 0 &&
	    entry->day <= o->last_day)
		o->people[entry->day - o->first_day]++;
}

int64_t
outlook_untold(const struct outlook *o)
{
	return o->untold;
}

static void
print_load(const struct outlook *o)
{
	int64_t questions = o->config->helpdesk.questions;
	int64_t day, busiest = o->first_day, most = 0;
	char text[DAY_TEXT_SIZE];

	for (day = o->first_day; day <= o->last_day; day++) {
		if (o->people[day - o->first_day] > most) {
			most = o->people[day - o->first_day];
			busiest = day;
		}
	}
	if (most == 0)
		return;
	day_text(busiest, text);
	printf("busiest day: %s, %lld people; if %lld in 100 ask something, "
	       "the helpdesk gets %lld questions\n",
	    text, (long long)most, (long long)questions,
	    (long long)((most * questions + 99) / 100));
}

/* Stretches of the campaign without a message. */
static void
print_quiet(const struct outlook *o)
{
	const struct campaign *campaign = &o->config->campaign;
	int64_t day, silent_since = DAY_NONE;
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];

	for (day = o->first_day; day <= o->last_day; day++) {
		if (day < campaign->start_day || day > campaign->deadline_day)
			continue;
		if (silent_since == DAY_NONE)
			silent_since = day;
		if (o->people[day - o->first_day] == 0 &&
		    day != campaign->deadline_day)
			continue;
		if (day - silent_since >= QUIET_DAYS) {
			day_text(silent_since, from);
			day_text(day, to);
			printf("warning: quiet from %s to %s: nobody hears "
			       "anything for %lld days\n",
			    from, to, (long long)(day - silent_since));
		}
		silent_since = day + 1;
	}
}

/* Of a plan of the whole campaign: stages that nobody gets. */
static void
print_idle(const struct outlook *o)
{
	const struct config *config = o->config;
	size_t i;

	if (o->first_day > config->campaign.start_day ||
	    o->last_day < config->campaign.deadline_day)
		return;
	for (i = 0; i < config->stage_count; i++) {
		if (!o->stages[i] && config->stages[i].only_if == 0 &&
		    (config->stages[i].at.anchor == ANCHOR_START ||
			config->stages[i].at.anchor == ANCHOR_DEADLINE) &&
		    config->stages[i].at.days <= 0)
			printf("warning: nobody gets the stage \"%s\"\n",
			    config->stages[i].name);
	}
}

void
outlook_print(const struct outlook *o)
{
	print_load(o);
	if (o->moved > 0)
		printf("%lld mails are meant for a weekend or a holiday and go "
		       "out on the next sending day\n",
		    (long long)o->moved);
	print_quiet(o);
	print_idle(o);
	if (o->untold > 0)
		printf("error: %lld %s hear nothing at all before the "
		       "deadline, such as %s: no channel reaches them\n",
		    (long long)o->untold,
		    o->untold == 1 ? "person would" : "people would", o->one);
}
