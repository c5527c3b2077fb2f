#include <inttypes.h>

#include "base/day.h"
#include "enrol/doorman.h"
#include "enrol/invitation.h"

/* Nothing in it needs an escape: a base URL is a scheme, a host and a port. */
static int
add_link(const struct desk *desk, const struct footing *footing,
    struct buf *out, struct err *err)
{
	if (footing->enrolled) {
		buf_text(out, "null");
		return 0;
	}
	buf_char(out, '"');
	if (invitation_url(
		desk, footing->person, footing->generation, out, err) == -1)
		return -1;
	buf_char(out, '"');
	return 0;
}

int
doorman_write(const struct desk *desk, const struct footing *footing,
    const struct gate *gate, const char *popup, struct buf *out,
    struct err *err)
{
	char deadline[DAY_TEXT_SIZE];

	day_text(gate->deadline_day, deadline);
	buf_text(out, "{\"decision\":\"");
	buf_text(out, model_decision(gate->decision));
	buf_text(out, "\",\"enrol_url\":");
	if (add_link(desk, footing, out, err) == -1)
		return -1;
	buf_format(out,
	    ",\"deadline\":\"%s\",\"days_left\":%" PRId64
	    ",\"popup\":%s,\"later\":%s}",
	    deadline, gate->days_left, popup == NULL ? "null" : popup,
	    gate->later ? "true" : "false");
	return out->failed ? err_memory(err) : 0;
}
