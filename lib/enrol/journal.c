#include "enrol/journal.h"
#include "store/event.h"

int
journal_note(const struct desk *desk, const char *kind, int64_t person,
    const char *detail, struct err *err)
{
	struct event event = {
	    .at = desk->now,
	    .kind = kind,
	    .person = person,
	    .actor = desk->actor,
	    .detail = detail,
	};

	return event_add(desk->db, &event, err);
}
