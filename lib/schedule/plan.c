#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "schedule/calendar.h"
#include "schedule/plan.h"
#include "store/message.h"
#include "store/person.h"
#include "store/setting.h"

#define BATCH 256             /* people looked at between two queries */
#define DESCRIPTION_MAX 65536 /* bytes of all that the schedule depends on */

/* Which channels reach this person with this stage; bits of enum channel. */
static unsigned int
channels(const struct config *config, const struct person *person,
    const struct stage *stage)
{
	unsigned int reach = 0;

	if (config->mail.server[0] != '\0' && person->email[0] != '\0' &&
	    person->unreachable_at == 0)
		reach |= 1U << CHANNEL_EMAIL;
	if (config->webhook.url[0] != '\0')
		reach |= 1U << CHANNEL_POPUP;
	return stage->channels & reach;
}

/* A pop-up shows at any hour; mail waits for its hours. */
static int64_t
goes_at(const struct config *config, enum channel channel, int64_t now)
{
	return channel == CHANNEL_EMAIL ? calendar_next(&config->send, now)
					: now;
}

static int
write_step(struct db *db, const struct config *config,
    const struct person *person, const struct step *step, int64_t now,
    struct plan_counts *counts, struct err *err)
{
	unsigned int reach = channels(config, person, step->stage);
	struct message message = {
	    .person = person->id,
	    .occurrence = step->occurrence,
	    .step_at = step->at,
	};
	int64_t added;
	int channel;

	snprintf(message.stage, sizeof(message.stage), "%s", step->stage->name);
	for (channel = 0; channel < CHANNELS; channel++) {
		if ((reach & 1U << channel) == 0)
			continue;
		message.channel = (enum channel)channel;
		message.next_try_at = goes_at(config, message.channel, now);
		if (message_plan(db, &message, now, &added, err) == -1)
			return -1;
		counts->planned += added;
	}
	counts->without += reach == 0;
	return 0;
}

static int
write_person(struct db *db, const struct config *config,
    const struct person *person, int64_t now, struct plan_counts *counts,
    struct err *err)
{
	struct due due = ladder_due(config, person, now);
	int64_t planned_until = person->planned_until;

	counts->looked_at++;
	counts->passed_over += due.passed_over;
	if (due.step.stage != NULL) {
		planned_until = due.step.at;
		if (write_step(
			db, config, person, &due.step, now, counts, err) == -1)
			return -1;
	}
	return person_planned(db, person->id, planned_until, due.look_at, err);
}

static void
describe_moment(struct buf *b, const struct moment *moment)
{
	buf_format(b, "%d%+lld ", (int)moment->anchor, (long long)moment->days);
}

/* Everything on which ladder_due depends besides the person. */
static void
describe(const struct config *config, struct buf *b)
{
	const struct campaign *c = &config->campaign;
	size_t i;

	buf_format(b, "%s %lld %lld %lld\n", c->timezone,
	    (long long)c->start_day, (long long)c->deadline_day,
	    (long long)c->grace);
	for (i = 0; i < config->wave_count; i++)
		buf_format(b, "%s %lld %lld\n", config->waves[i].name,
		    (long long)config->waves[i].start_day,
		    (long long)config->waves[i].deadline_day);
	for (i = 0; i < config->stage_count; i++) {
		const struct stage *stage = &config->stages[i];

		buf_format(b, "%s %lld %u %u ", stage->name,
		    (long long)stage->every, stage->audiences, stage->channels);
		describe_moment(b, &stage->at);
		describe_moment(b, &stage->until);
	}
	buf_format(b, "\n%u %d %d ", config->send.weekdays, config->send.from,
	    config->send.dutch_holidays);
	for (i = 0; i < config->send.day_off_count; i++)
		buf_format(b, "%lld ", (long long)config->send.days_off[i]);
}

/* The schedule's hash, and whether it is not that of the last time. */
static int
compare(struct db *db, const struct config *config,
    char present[ENCODE_HEX_SIZE(HASH_SIZE)], bool *changed, struct err *err)
{
	char before[SETTING_MAX + 1] = "";
	uint8_t hash[HASH_SIZE];
	struct buf b;
	int rc = -1;

	buf_init(&b, DESCRIPTION_MAX);
	describe(config, &b);
	if (b.failed || hash_sha256(b.data, b.len, hash) == -1) {
		err_set(err, ERR_CONFIG, "%s: the schedule is too long",
		    config->path);
		goto out;
	}
	encode_hex(hash, sizeof(hash), present);
	if (setting_get(db, SETTING_SCHEDULE, before, err) == LOOKUP_FAILED)
		goto out;
	*changed = !text_same(before, present);
	rc = 0;
out:
	buf_free(&b);
	return rc;
}

/* Has everyone looked at after a change of the schedule. */
static int
notice_change(struct db *db, const struct config *config, struct err *err)
{
	char present[ENCODE_HEX_SIZE(HASH_SIZE)];
	bool changed;

	if (compare(db, config, present, &changed, err) == -1)
		return -1;
	if (!changed)
		return 0;
	if (person_look_again(db, err) == -1)
		return -1;
	return setting_put(db, SETTING_SCHEDULE, present, err);
}

int
plan_write(struct db *db, const struct config *config, int64_t now,
    struct plan_counts *counts, struct err *err)
{
	struct person *people = calloc(BATCH, sizeof(*people));
	size_t count = 0, i;
	int rc = -1;

	*counts = (struct plan_counts){0};
	if (people == NULL)
		return err_memory(err);
	if (db_begin(db, err) == -1 || notice_change(db, config, err) == -1)
		goto out;
	do {
		if (person_due(db, now, people, BATCH, &count, err) == -1)
			goto out;
		for (i = 0; i < count; i++) {
			if (write_person(
				db, config, &people[i], now, counts, err) == -1)
				goto out;
		}
	} while (count > 0);
	rc = db_commit(db, err);
out:
	if (rc == -1)
		db_rollback(db);
	free(people);
	return rc;
}

/* Takes one person from look to look, as the nights would. */
static void
foresee_person(const struct config *config, struct person *person, int64_t now,
    int64_t end, void (*each)(const struct plan_entry *, void *), void *context)
{
	int64_t at = person->next_due_at > now ? person->next_due_at : now;
	struct plan_entry entry = {.person = person};
	struct due due;
	int channel;

	while (at != 0 && at < end) {
		due = ladder_due(config, person, at);
		if (due.step.stage != NULL) {
			unsigned int reach =
			    channels(config, person, due.step.stage);

			person->planned_until = due.step.at;
			entry.step = due.step;
			for (channel = 0; channel < CHANNELS; channel++) {
				if ((reach & 1U << channel) == 0)
					continue;
				entry.channel = (enum channel)channel;
				entry.day =
				    day_of(goes_at(config, entry.channel, at));
				each(&entry, context);
			}
		}
		at = due.look_at;
	}
}

int
plan_foresee(struct db *db, const struct config *config, int64_t now,
    int64_t last_day, void (*each)(const struct plan_entry *, void *),
    void *context, struct err *err)
{
	char present[ENCODE_HEX_SIZE(HASH_SIZE)];
	int64_t end = day_at(last_day + 1, 0);
	struct db_rows *rows;
	struct person person;
	bool changed;
	int more;

	if (compare(db, config, present, &changed, err) == -1)
		return -1;
	rows = person_all(db, err);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, &person);
		/* The next run would look at everyone. */
		if (changed)
			person.next_due_at = now;
		if (person.next_due_at != 0)
			foresee_person(
			    config, &person, now, end, each, context);
	}
	db_end(rows);
	return more;
}
