#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "schedule/almanac.h"
#include "schedule/calendar.h"
#include "schedule/fingerprint.h"
#include "schedule/plan.h"
#include "schedule/quota.h"
#include "schedule/standings.h"
#include "store/agenda.h"
#include "store/message.h"
#include "store/person.h"
#include "store/setting.h"

#define MIDNIGHTS 64 /* remembered; asking the zone is slow */
#define KEEP 4096    /* KiB of the database in memory: each page comes once */

/* What a plan is made with. */
struct planner {
	struct db *db;
	const struct config *config;
	struct standings *standings;
	struct quota *quota;
	struct almanac *almanac;
	int64_t now;
	const struct send *send; /* of the present person's organisation */
	int64_t mail_at;         /* when mail of now goes out by it */
	struct look look;
	struct midnight {
		int64_t day, at;
	} midnights[MIDNIGHTS];
};

static int
planner_open(struct planner *p, struct db *db, const struct config *config,
    int64_t now, struct err *err)
{
	int i;

	*p = (struct planner){.db = db, .config = config, .now = now};
	p->look.today = day_of(now);
	for (i = 0; i < MIDNIGHTS; i++)
		p->midnights[i].day = DAY_NONE;
	if (standings_read(db, config, &p->standings, err) == -1 ||
	    almanac_read(db, config, &p->almanac, err) == -1)
		return -1;
	return quota_read(db, config, p->look.today, &p->quota, err);
}

static void
planner_close(struct planner *p)
{
	standings_free(p->standings);
	quota_free(p->quota);
	almanac_free(p->almanac);
}

/* To a person of that organisation; mostly it is the one before, too. */
static void
turn_to(struct planner *p, int64_t organisation)
{
	const struct send *send = almanac_of(p->almanac, organisation);

	if (send == p->send)
		return;
	p->send = send;
	p->mail_at = calendar_next(send, p->now);
	p->look.mail_day = day_of(p->mail_at);
}

/* The instant at which a day begins. */
static int64_t
midnight(struct planner *p, int64_t day)
{
	struct midnight *m = &p->midnights[(uint64_t)day % MIDNIGHTS];

	if (m->day != day)
		*m = (struct midnight){day, day_at(day, 0)};
	return m->at;
}

/*
 * What becomes of a person on one look: what is due, and the person as the next
 * look finds them.  Both the plan that is written and the one that is foreseen
 * come from here.
 */
static struct due
take(struct planner *p, struct person *person, const struct look *look)
{
	const struct standing *standing =
	    standings_of(p->standings, person->wave);
	struct due due = due_find(p->config, person, standing, look);
	bool first = person->said_day == 0 && due.channels != 0 &&
	    !model_is_event(due.step.stage->at.anchor);
	int64_t day = look->today;

	if (first)
		day = quota_take(p->quota, p->send, person, look->today);
	if (day != look->today)
		return (struct due){
		    .look_day = due.look_day != DAY_NONE && due.look_day < day
			? due.look_day
			: day};
	due_take(person, &due, look);
	return due;
}

static int
write_step(struct planner *p, const struct person *person,
    const struct due *due, struct plan_counts *counts, struct err *err)
{
	struct message message = {
	    .person = person->id,
	    .occurrence = due->step.occurrence,
	    .step_at = midnight(p, due->step.day),
	};
	int64_t added;
	int channel;

	snprintf(
	    message.stage, sizeof(message.stage), "%s", due->step.stage->name);
	for (channel = 0; channel < CHANNELS_ALL; channel++) {
		if ((due->channels & 1U << channel) == 0)
			continue;
		message.channel = (enum channel)channel;
		/* A pop-up shows at any hour; the others wait for theirs. */
		message.next_try_at =
		    channel == CHANNEL_POPUP ? p->now : p->mail_at;
		if (message_plan(p->db, &message, p->now, &added, err) == -1)
			return -1;
		counts->planned += added;
	}
	counts->without += due->channels == 0;
	return 0;
}

static int
write_person(
    struct planner *p, int64_t id, struct plan_counts *counts, struct err *err)
{
	struct person person;
	struct due due;

	switch (person_get(p->db, id, &person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	turn_to(p, person.organisation);
	due = take(p, &person, &p->look);
	counts->looked_at++;
	counts->passed_over += due.passed_over;
	if (due.step.stage != NULL &&
	    write_step(p, &person, &due, counts, err) == -1)
		return -1;
	person.next_due_at =
	    due.look_day == DAY_NONE ? 0 : midnight(p, due.look_day);
	return agenda_planned(p->db, &person, err);
}

/* Has everyone looked at after a change of the schedule. */
static int
notice_change(struct db *db, const struct config *config, struct err *err)
{
	char present[FINGERPRINT_SIZE];
	bool changed;

	if (fingerprint_compare(db, config, present, &changed, err) == -1)
		return -1;
	if (!changed)
		return 0;
	if (agenda_look_again(db, err) == -1)
		return -1;
	return setting_put(db, SETTING_SCHEDULE, present, err);
}

int
plan_write(struct db *db, const struct config *config, int64_t now,
    struct plan_counts *counts, struct err *err)
{
	struct planner planner;
	int64_t *ids = NULL;
	size_t count = 0, i;
	int rc = -1;

	*counts = (struct plan_counts){0};
	memset(&planner, 0, sizeof(planner));
	if (db_keep(db, KEEP, err) == -1 || db_begin(db, err) == -1 ||
	    notice_change(db, config, err) == -1 ||
	    planner_open(&planner, db, config, now, err) == -1 ||
	    agenda_due(db, now, &ids, &count, err) == -1)
		goto out;
	for (i = 0; i < count; i++) {
		if (write_person(&planner, ids[i], counts, err) == -1)
			goto out;
	}
	if (quota_write(planner.quota, db, err) == -1)
		goto out;
	rc = db_commit(db, err);
out:
	if (rc == -1)
		db_rollback(db);
	planner_close(&planner);
	free(ids);
	return rc;
}

/* Takes one person from look to look, as the nights would. */
static void
foresee_person(struct planner *p, struct person *person, int64_t last_day,
    void (*each)(const struct plan_entry *, void *), void *context)
{
	struct plan_entry entry = {.person = person};
	struct look look;
	struct due due;
	int channel;

	turn_to(p, person->organisation);
	look = p->look;
	entry.send = p->send;
	if (person->next_due_at == 0)
		look.today = DAY_NONE;
	else if (person->next_due_at > p->now)
		look.today = day_of(person->next_due_at);
	while (look.today != DAY_NONE && look.today <= last_day) {
		look.mail_day = look.today == p->look.today
		    ? p->look.mail_day
		    : calendar_sending_day(p->send, look.today);
		due = take(p, person, &look);
		entry.step = due.step;
		entry.channels = due.channels;
		for (channel = 0;
		     channel < CHANNELS_ALL && due.step.stage != NULL;
		     channel++) {
			if ((due.channels & 1U << channel) == 0)
				continue;
			entry.channel = (enum channel)channel;
			entry.day = channel == CHANNEL_POPUP ? look.today
							     : look.mail_day;
			each(&entry, context);
		}
		look.today = due.look_day;
	}
	entry.step.stage = NULL;
	each(&entry, context);
}

int
plan_foresee(struct db *db, const struct config *config, int64_t now,
    int64_t last_day, void (*each)(const struct plan_entry *, void *),
    void *context, struct err *err)
{
	char present[FINGERPRINT_SIZE];
	struct db_rows *rows = NULL;
	struct planner planner;
	struct person person;
	bool changed;
	int more = -1;

	memset(&planner, 0, sizeof(planner));
	if (db_keep(db, KEEP, err) == -1 ||
	    fingerprint_compare(db, config, present, &changed, err) == -1 ||
	    planner_open(&planner, db, config, now, err) == -1 ||
	    (rows = person_all(db, err)) == NULL)
		goto out;
	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, &person);
		/* The next run would look at everyone. */
		if (changed)
			person.next_due_at = now;
		foresee_person(&planner, &person, last_day, each, context);
	}
out:
	if (rows != NULL)
		db_end(rows);
	planner_close(&planner);
	return more;
}
