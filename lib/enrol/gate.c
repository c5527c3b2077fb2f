#include "base/day.h"
#include "enrol/gate.h"
#include "enrol/obligation.h"
#include "enrol/patience.h"
#include "store/gateanswer.h"
#include "store/throttle.h"

static bool
is_brownout(const struct gate_settings *settings, int64_t day)
{
	size_t i;

	for (i = 0; i < settings->brownout_count; i++) {
		if (settings->brownout[i] == day)
			return true;
	}
	return false;
}

/* What is asked of someone who is not enrolled. */
static int
ask(const struct desk *desk, const struct footing *footing, int64_t today,
    struct gate *gate, struct err *err)
{
	const char *wave = footing->wave == NULL ? "" : footing->wave->name;
	bool held = false;

	gate->would = DECISION_ALLOW;
	if (today <= footing->exempt_until || today < footing->start_day)
		return 0;
	if (today >= gate->deadline_day &&
	    obligation_is_held(desk, wave, &held, err) == -1)
		return -1;
	gate->would = today >= gate->deadline_day && !held ? DECISION_ENROL
							   : DECISION_NUDGE;
	gate->later = gate->would == DECISION_NUDGE &&
	    is_brownout(&desk->config->gate, today);
	return 0;
}

/* Whether codes of someone who is enrolled are looked at now. */
static int
wait(const struct desk *desk, const struct footing *footing, struct gate *gate,
    struct err *err)
{
	struct throttle throttle;

	if (throttle_get(
		desk->db, footing->person, THROTTLE_CODE, &throttle, err) == -1)
		return -1;
	if (!patience_waits(&throttle, desk->now))
		return 0;
	gate->would = DECISION_WAIT;
	gate->retry_at = patience_blocked(&throttle) ? 0 : throttle.retry_at;
	return 0;
}

int
gate_decide(const struct desk *desk, const struct footing *footing,
    struct gate *gate, struct err *err)
{
	int64_t today = day_of(desk->now);
	int rc;

	*gate = (struct gate){.would = DECISION_ALLOW};
	gate->deadline_day = footing->deadline_day;
	gate->days_left =
	    gate->deadline_day > today ? gate->deadline_day - today : 0;
	/* The codes of who is not enrolled yet are the pages' affair. */
	rc = footing->enrolled ? wait(desk, footing, gate, err)
			       : ask(desk, footing, today, gate, err);
	if (rc == -1)
		return -1;
	gate->decision = gate->would;
	if (desk->config->gate.mode == GATE_ENFORCE)
		return 0;
	gate->decision = DECISION_ALLOW;
	gate->later = false;
	return gateanswer_count(desk->db, today, gate->would, err);
}
