#include <inttypes.h>
#include <stdio.h>

#include "base/day.h"
#include "enrol/journal.h"
#include "enrol/obligation.h"
#include "store/wave.h"

#define NOTE_SIZE 128 /* bytes of an event's detail */

int
obligation_is_held(
    const struct desk *desk, const char *name, bool *held, struct err *err)
{
	const struct wave *wave = config_wave(desk->config, name);
	int64_t enforced_at;

	*held = false;
	if (desk->config->enforce.at_least == 0)
		return 0;
	if (wave_enforced(desk->db, wave == NULL ? "" : wave->name,
		&enforced_at, err) == -1)
		return -1;
	*held = enforced_at == 0;
	return 0;
}

static int
enforce(const struct desk *desk, const struct obligation *o, struct err *err)
{
	char detail[NOTE_SIZE];

	snprintf(detail, sizeof(detail),
	    "%s%s%" PRId64 " of %" PRId64 " are ready", o->wave,
	    o->wave[0] == '\0' ? "" : ": ", o->enrolled, o->people);
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (wave_enforce(desk->db, o->wave, desk->now, err) == -1 ||
	    journal_note(desk, "enforced", 0, detail, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return db_commit(desk->db, err);
}

static int
decide(const struct desk *desk, const char *wave, int64_t deadline,
    void (*each)(const struct obligation *, void *), void *context,
    struct err *err)
{
	struct obligation o = {.wave = wave, .deadline_day = deadline};
	int64_t today = day_of(desk->now);
	bool held;

	if (deadline > today)
		return 0;
	if (obligation_is_held(desk, wave, &held, err) == -1)
		return -1;
	if (!held)
		return 0;
	if (wave_count(desk->db, wave, today, &o.people, &o.enrolled, err) ==
	    -1)
		return -1;
	/* Of nobody nothing is asked yet. */
	if (o.people == 0)
		return 0;
	o.held = o.enrolled * 100 < o.people * desk->config->enforce.at_least;
	if (!o.held && enforce(desk, &o, err) == -1)
		return -1;
	each(&o, context);
	return 0;
}

int
obligation_decide(const struct desk *desk,
    void (*each)(const struct obligation *, void *), void *context,
    struct err *err)
{
	const struct config *config = desk->config;
	size_t i;

	if (config->enforce.at_least == 0)
		return 0;
	for (i = 0; i < config->wave_count; i++) {
		if (decide(desk, config->waves[i].name,
			config->waves[i].deadline_day, each, context,
			err) == -1)
			return -1;
	}
	return decide(
	    desk, "", config->campaign.deadline_day, each, context, err);
}
