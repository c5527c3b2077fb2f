#include "enrol/visit.h"
#include "web/checkup.h"
#include "web/linked.h"
#include "web/trouble.h"

int
linked_run(const struct call *call, bool enrolled, linked_action *action,
    struct answer *answer, struct err *err)
{
	struct visit visit;

	switch (visit_by_link(&call->desk, call->parameter, &visit, err)) {
	case VISIT_FAILED:
		return -1;
	case VISIT_INVALID:
		return trouble_answer(call, TROUBLE_LINK, answer, err);
	case VISIT_OK:
		break;
	}
	if ((visit.person.enrolled_at != 0) == enrolled)
		return action(call, &visit.person, answer, err);
	/* Who has to enrol yet sees the welcome page first. */
	return enrolled ? trouble_answer(call, TROUBLE_LINK, answer, err)
			: checkup_already(call, &visit.person, answer, err);
}
