#ifndef ENROL_GATE_H
#define ENROL_GATE_H

#include <stdint.h>

#include "enrol/desk.h"
#include "enrol/footing.h"
#include "model.h"

struct gate {
	enum decision decision;
	enum decision would; /* the same, if gate.mode were "enforce" */
	bool later;          /* with DECISION_NUDGE: one has to press "later" */
	int64_t deadline_day;
	int64_t days_left; /* 0 on the deadline's day and after it */
	int64_t retry_at;  /* DECISION_WAIT: when codes are looked at again;
			      0: not before the helpdesk resets */
};

/*
 * What the host app does with someone who has just given the right password.
 * Reads only, but with gate.mode "observe" it counts what it would have said.
 * Returns 0, or -1 with "err".
 */
int gate_decide(const struct desk *desk, const struct footing *footing,
    struct gate *gate, struct err *err);

#endif
