#include <string.h>

#include "base/clock.h"
#include "deliver/dialogue.h"
#include "deliver/endpoint.h"
#include "deliver/probe.h"

int
probe_mail(const struct mail_settings *settings, const char *server,
    struct outcome *outcome, struct err *err)
{
	struct curl_waitfd fds[DIALOGUE_FDS_MAX];
	struct dialogue *dialogue = NULL;
	int64_t now = clock_ticks(), until;
	CURLM *multi = curl_multi_init();
	unsigned int n;
	int rc = -1;

	if (multi == NULL)
		return err_memory(err);
	if (dialogue_new(settings, server, &dialogue, err) == -1)
		goto out;
	dialogue_connect(dialogue, now);
	while (!dialogue_step(dialogue, false, now)) {
		until = now + CLOCK_TICKS;
		n = dialogue_waits(dialogue, fds, now, &until);
		curl_multi_poll(
		    multi, fds, n, until > now ? (int)(until - now) : 0, NULL);
		now = clock_ticks();
	}
	dialogue_outcome(dialogue, outcome);
	rc = 0;
out:
	dialogue_free(dialogue);
	curl_multi_cleanup(multi);
	return rc;
}

int
probe_webhook(const struct webhook_settings *settings, struct outcome *outcome,
    struct err *err)
{
	struct endpoint *endpoint = NULL;
	struct CURLMsg *message;
	CURLM *multi = curl_multi_init();
	int running, left, rc = -1;

	if (multi == NULL)
		return err_memory(err);
	if (endpoint_new(settings, multi, &endpoint, err) == -1 ||
	    endpoint_connect(endpoint, err) == -1)
		goto out;
	while ((message = curl_multi_info_read(multi, &left)) == NULL) {
		curl_multi_perform(multi, &running);
		if (running > 0)
			curl_multi_poll(multi, NULL, 0, (int)CLOCK_TICKS, NULL);
	}
	endpoint_end(endpoint, message->data.result, outcome);
	rc = 0;
out:
	endpoint_free(endpoint);
	curl_multi_cleanup(multi);
	return rc;
}
