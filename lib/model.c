#include <stddef.h>

#include "base/text.h"
#include "model.h"

static const char *const audiences[] = {"worker", "admin"};
static const char *const channels[] = {"email", "popup", "call", "letter"};
static const char *const states[] = {
    "waiting", "invited", "opened", "started", "enrolled"};
static const char *const message_states[] = {
    "planned", "sending", "sent", "failed", "unknown", "dropped"};
static const char *const conditions[] = {"not_enrolled", "not_opened",
    "opened_not_started", "started_not_finished", "unreachable"};
static const char *const countries[] = {"nl", "be", "de", "fr", "lu"};
static const char *const decisions[] = {"allow", "nudge", "enrol", "wait"};

static const char *const notices[] = {
    NOTICE_IMPORT, NOTICE_WEEKLY, NOTICE_OWNER, NOTICE_REPORT, NOTICE_RECOVERY};
#define NOTICES ((int)(sizeof(notices) / sizeof(notices[0])))

static int
find(const char *const *names, int count, const char *name)
{
	int i;

	for (i = 0; i < count; i++) {
		if (text_same(names[i], name))
			return i;
	}
	return -1;
}

const char *
model_audience(enum audience audience)
{
	return audiences[audience];
}

const char *
model_channel(enum channel channel)
{
	return channels[channel];
}

const char *
model_state(enum person_state state)
{
	return states[state];
}

const char *
model_message_state(enum message_state state)
{
	return message_states[state];
}

const char *
model_decision(enum decision decision)
{
	return decisions[decision];
}

const char *
model_condition(enum condition condition)
{
	return conditions[condition];
}

int
model_audience_of(const char *name)
{
	return find(audiences, AUDIENCES, name);
}

int
model_channel_of(const char *name)
{
	return find(channels, CHANNELS_ALL, name);
}

int
model_message_state_of(const char *name)
{
	return find(message_states, MESSAGE_STATES, name);
}

int
model_condition_of(const char *name)
{
	return find(conditions, CONDITIONS, name);
}

int
model_country_of(const char *name)
{
	return find(countries, COUNTRIES, name);
}

bool
model_is_notice(const char *name)
{
	return find(notices, NOTICES, name) != -1;
}

bool
model_is_event(enum anchor anchor)
{
	return anchor == ANCHOR_ENROLLED || anchor == ANCHOR_RESET;
}

enum person_state
model_state_of(int64_t invited_at, int64_t opened_at, int64_t started_at,
    int64_t enrolled_at)
{
	if (enrolled_at != 0)
		return STATE_ENROLLED;
	if (started_at != 0)
		return STATE_STARTED;
	if (opened_at != 0)
		return STATE_OPENED;
	if (invited_at != 0)
		return STATE_INVITED;
	return STATE_WAITING;
}

enum person_state
model_person_state(const struct person *person)
{
	return model_state_of(person->invited_at, person->opened_at,
	    person->started_at, person->enrolled_at);
}
