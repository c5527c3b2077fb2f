#include "base/day.h"
#include "enrol/gate.h"
#include "enrol/patience.h"
#include "schedule/ladder.h"
#include "store/throttle.h"

int
gate_decide(const struct desk *desk, const struct person *person,
    struct gate *gate, struct err *err)
{
	int64_t today = day_of(desk->now);
	struct throttle throttle;

	gate->deadline_day = ladder_deadline_day(desk->config, person);
	gate->days_left =
	    gate->deadline_day > today ? gate->deadline_day - today : 0;
	gate->retry_at = 0;
	if (throttle_get(desk->db, person->id, THROTTLE_CODE, &throttle, err) ==
	    -1)
		return -1;
	if (patience_waits(&throttle, desk->now)) {
		gate->decision = DECISION_WAIT;
		gate->retry_at =
		    patience_blocked(&throttle) ? 0 : throttle.retry_at;
	} else if (person->enrolled_at != 0) {
		gate->decision = DECISION_ALLOW;
	} else if (today >= gate->deadline_day) {
		gate->decision = DECISION_ENROL;
	} else if (today >= ladder_start_day(desk->config, person)) {
		gate->decision = DECISION_NUDGE;
	} else {
		gate->decision = DECISION_ALLOW;
	}
	return 0;
}
