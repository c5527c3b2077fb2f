#include <string.h>

#include "gone.h"
#include "trouble.h"

#define DOWN_AFTER 3 /* transfers in a row that did not reach a server */

static void
give_up(struct trouble *trouble, enum channel channel)
{
	trouble->counts[channel].down = true;
	log_write(trouble->log, LOG_ERROR, "%s: %s; the rest waits for a run",
	    model_channel(channel), trouble->channels[channel].words);
}

int
trouble_recall(struct trouble *trouble, struct err *err)
{
	bool gone;

	if (gone_read(trouble->set, &gone, err) == -1)
		return -1;
	if (!gone || trouble->set->config->webhook.url[0] == '\0')
		return 0;
	trouble->counts[CHANNEL_POPUP].down = true;
	log_write(trouble->log, LOG_ERROR,
	    "popup: the host app said that webhook.url is gone for good (410); "
	    "pop-ups wait until \"twofold deliver enable\" or another URL");
	return 0;
}

int
trouble_watch(
    struct trouble *trouble, const struct delivered *delivered, struct err *err)
{
	enum channel channel = delivered->channel;
	const struct outcome *outcome = &delivered->outcome;
	bool gone = outcome->delivery != DELIVERY_DOWN;

	if (!results_is_down(channel, outcome)) {
		trouble->channels[channel].times = 0;
		return 0;
	}
	trouble->channels[channel].times++;
	memcpy(trouble->channels[channel].words, outcome->detail,
	    sizeof(trouble->channels[channel].words));
	if (trouble->counts[channel].down ||
	    (trouble->channels[channel].times < DOWN_AFTER && !gone))
		return 0;
	give_up(trouble, channel);
	return gone ? gone_note(trouble->set, err) : 0;
}

void
trouble_end(struct trouble *trouble)
{
	int channel;

	for (channel = 0; channel < CHANNELS; channel++) {
		if (trouble->channels[channel].times > 0 &&
		    !trouble->counts[channel].down)
			give_up(trouble, (enum channel)channel);
	}
}
