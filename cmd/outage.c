#include <string.h>

#include "gone.h"
#include "outage.h"

#define DOWN_AFTER 3 /* transfers in a row that did not reach a server */

static void
give_up(struct outage *outage, enum channel channel)
{
	outage->counts[channel].down = true;
	log_write(outage->log, LOG_ERROR, "%s: %s; the rest waits for a run",
	    model_channel(channel), outage->channels[channel].words);
}

int
outage_recall(struct outage *outage, struct err *err)
{
	bool gone;

	if (gone_read(outage->set, &gone, err) == -1)
		return -1;
	if (!gone || outage->set->config->webhook.url[0] == '\0')
		return 0;
	outage->counts[CHANNEL_POPUP].down = true;
	log_write(outage->log, LOG_ERROR,
	    "popup: the host app said that webhook.url is gone for good (410); "
	    "pop-ups wait until \"twofold deliver enable\" or another URL");
	return 0;
}

int
outage_watch(
    struct outage *outage, const struct delivered *delivered, struct err *err)
{
	enum channel channel = delivered->channel;
	const struct outcome *outcome = &delivered->outcome;
	bool gone = outcome->delivery != DELIVERY_DOWN;

	if (!results_is_down(channel, outcome)) {
		outage->channels[channel].times = 0;
		return 0;
	}
	outage->channels[channel].times++;
	memcpy(outage->channels[channel].words, outcome->detail,
	    sizeof(outage->channels[channel].words));
	if (outage->counts[channel].down ||
	    (outage->channels[channel].times < DOWN_AFTER && !gone))
		return 0;
	give_up(outage, channel);
	return gone ? gone_note(outage->set, err) : 0;
}

void
outage_end(struct outage *outage)
{
	int channel;

	for (channel = 0; channel < CHANNELS; channel++) {
		if (outage->channels[channel].times > 0 &&
		    !outage->counts[channel].down)
			give_up(outage, (enum channel)channel);
	}
}
