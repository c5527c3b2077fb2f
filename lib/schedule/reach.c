#include "schedule/reach.h"

/* Whether a channel leads to this person. */
static bool
leads(const struct config *config, const struct person *person,
    enum channel channel)
{
	switch (channel) {
	case CHANNEL_EMAIL:
		return config->mail.server[0] != '\0' &&
		    person->email[0] != '\0' && person->unreachable_at == 0;
	case CHANNEL_POPUP:
		return config_has_popups(config);
	case CHANNEL_CALL:
		return person->phone[0] != '\0';
	case CHANNEL_LETTER:
		break;
	}
	/* The institution hands it out. */
	return true;
}

/* The channel whose turn it is, among those that lead to the person. */
static unsigned int
in_turn(const struct config *config, const struct person *person,
    const struct turns *turns)
{
	int64_t turn = person->silent / config->campaign.escalate_after;
	unsigned int reach = 0;
	size_t i;

	for (i = 0; i < turns->count && turn >= 0; i++) {
		if (leads(config, person, turns->channels[i])) {
			reach = 1U << turns->channels[i];
			turn--;
		}
	}
	return reach;
}

unsigned int
reach_channels(const struct config *config, const struct person *person,
    const struct stage *stage)
{
	unsigned int reach = 0;
	int channel;

	if (stage->turns.count > 0)
		return in_turn(config, person, &stage->turns);
	for (channel = 0; channel < CHANNELS_ALL; channel++) {
		if ((stage->channels & 1U << channel) != 0 &&
		    leads(config, person, (enum channel)channel))
			reach |= 1U << channel;
	}
	return reach;
}
