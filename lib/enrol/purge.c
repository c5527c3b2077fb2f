#include <stddef.h>

#include "base/clock.h"
#include "enrol/again.h"
#include "enrol/erasure.h"
#include "enrol/purge.h"
#include "enrol/receipt.h"
#include "enrol/visit.h"
#include "store/eventcut.h"
#include "store/eventpast.h"
#include "store/guess.h"
#include "store/keeping.h"
#include "store/leaver.h"
#include "store/offer.h"
#include "store/paper.h"
#include "store/pass.h"
#include "store/replay.h"

#define PEOPLE 200 /* that are erased in a transaction: some milliseconds */

/* Each within a transaction; as purge_step. */
typedef int step_function(const struct desk *desk, int64_t before,
    struct purge *purge, struct err *err);
typedef int count_function(
    struct db *db, int64_t before, int64_t *count, struct err *err);

static int
step_people(const struct desk *desk, int64_t before, struct purge *purge,
    struct err *err)
{
	int64_t some;

	if (erasure_of_gone(desk, before, PEOPLE, &some, err) == -1)
		return -1;
	purge->done += some;
	return some == PEOPLE;
}

static int
step_answers(const struct desk *desk, int64_t before, struct purge *purge,
    struct err *err)
{
	int64_t some;
	int more;

	more =
	    keeping_clear_answers(desk->db, before, &purge->place, &some, err);
	if (more != -1)
		purge->done += some;
	return more;
}

static int
step_refusals(const struct desk *desk, int64_t before, struct purge *purge,
    struct err *err)
{
	return keeping_clear_refusals(desk->db, before, &purge->done, err);
}

static int
step_details(const struct desk *desk, int64_t before, struct purge *purge,
    struct err *err)
{
	int64_t some;
	int more = eventpast_forget_old(desk->db, before, &some, err);

	if (more != -1)
		purge->done += some;
	return more;
}

static int
step_events(const struct desk *desk, int64_t before, struct purge *purge,
    struct err *err)
{
	int64_t some;

	if (purge->done == 0 &&
	    eventcut_make(desk->db, before, desk->now, desk->actor,
		&purge->place, err) == -1)
		return -1;
	some = eventcut_remove(desk->db, err);
	if (some == -1)
		return -1;
	purge->done += some;
	return some > 0;
}

static const struct chore {
	const char *name;
	size_t days; /* where they are in struct retention */
	count_function *count;
	step_function *step;
} chores[PURGE_KINDS] = {
    [PURGE_PEOPLE] = {"people", offsetof(struct retention, left), leaver_count,
	step_people},
    [PURGE_ANSWERS] = {"answers", offsetof(struct retention, answers),
	keeping_answers, step_answers},
    [PURGE_REFUSALS] = {"refusals", offsetof(struct retention, answers),
	keeping_refusals, step_refusals},
    [PURGE_DETAILS] = {"details", offsetof(struct retention, details),
	eventpast_count_old, step_details},
    [PURGE_EVENTS] = {"events", offsetof(struct retention, events),
	eventcut_count, step_events},
};

const char *
purge_name(enum purge_kind kind)
{
	return chores[kind].name;
}

int64_t
purge_days(const struct desk *desk, enum purge_kind kind)
{
	const char *settings = (const char *)&desk->config->retention;

	return *(const int64_t *)(const void *)(settings + chores[kind].days);
}

static int64_t
before(const struct desk *desk, enum purge_kind kind)
{
	return desk->now - purge_days(desk, kind) * CLOCK_DAY;
}

int
purge_count(const struct desk *desk, enum purge_kind kind, int64_t *count,
    struct err *err)
{
	*count = 0;
	return purge_days(desk, kind) == 0
	    ? 0
	    : chores[kind].count(desk->db, before(desk, kind), count, err);
}

int
purge_step(const struct desk *desk, enum purge_kind kind, struct purge *purge,
    struct err *err)
{
	struct purge further = *purge;
	int more;

	if (purge_days(desk, kind) == 0)
		return 0;
	if (db_begin(desk->db, err) == -1)
		return -1;
	more = chores[kind].step(desk, before(desk, kind), &further, err);
	if (more == -1 || db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	*purge = further;
	return more;
}

int
purge_ended(const struct desk *desk, struct err *err)
{
	struct db *db = desk->db;
	int64_t now = desk->now;

	/* A ticket's receipt is taken some time after the ticket. */
	return pass_clean(db, now - VISIT_SECONDS - RECEIPT_SECONDS, err) ==
		    -1 ||
		replay_clean(db, now - AGAIN_SECONDS, err) == -1 ||
		paper_clean(db, now, err) == -1 ||
		offer_clean(db, now, err) == -1 ||
		guess_clean(db, now / CLOCK_HOUR, err) == -1
	    ? -1
	    : 0;
}
