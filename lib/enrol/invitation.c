#include "base/clock.h"
#include "enrol/invitation.h"
#include "enrol/link.h"

int
invitation_url(const struct desk *desk, int64_t person, int64_t generation,
    struct buf *url, struct err *err)
{
	const struct enrol_settings *enrol = &desk->config->enrol;
	struct link link = {
	    .purpose = LINK_ENROL,
	    .person = person,
	    .generation = generation,
	    .expires_at = desk->now + enrol->link_days * CLOCK_DAY,
	};
	char token[LINK_SIZE];

	if (link_write(desk->keys, &link, token, err) == -1)
		return -1;
	buf_text(url, enrol->base_url);
	buf_text(url, "/e/");
	buf_text(url, token);
	return url->failed ? err_memory(err) : 0;
}
