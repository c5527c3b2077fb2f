#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/hash.h"
#include "enrol/journal.h"
#include "enrol/steward.h"
#include "schedule/calendar.h"
#include "schedule/rung.h"
#include "schedule/standings.h"
#include "store/credential.h"
#include "store/intake.h"
#include "store/message.h"
#include "store/person.h"
#include "store/progress.h"

int
steward_url(const struct desk *desk, const struct person *person,
    struct buf *url, struct err *err)
{
	const struct enrol_settings *enrol = &desk->config->enrol;
	const struct link link = {.purpose = LINK_TEAM,
	    .person = person->id,
	    .generation = person->generation,
	    .expires_at = desk->now + enrol->link_days * CLOCK_DAY};
	char token[LINK_SIZE];

	if (link_write(desk->keys, &link, token, err) == -1)
		return -1;
	buf_format(url, "%s/o/%s", enrol->base_url, token);
	return url->failed ? err_memory(err) : 0;
}

static enum visit_result
by(const struct desk *desk, const char *token, enum link_purpose purpose,
    struct visit *visit, struct err *err)
{
	enum visit_result result =
	    visit_by_token(desk, token, purpose, visit, err);

	if (result == VISIT_OK &&
	    (visit->person.audience != AUDIENCE_ADMIN ||
		visit->person.left_at != 0))
		return VISIT_INVALID;
	return result;
}

enum visit_result
steward_by_link(const struct desk *desk, const char *token, struct visit *visit,
    struct err *err)
{
	return by(desk, token, LINK_TEAM, visit, err);
}

enum visit_result
steward_by_session(const struct desk *desk, const char *cookie,
    struct visit *visit, struct err *err)
{
	return by(desk, cookie, LINK_STEWARD, visit, err);
}

enum steward_question
steward_asks(
    const struct desk *desk, const struct visit *visit, struct err *err)
{
	enum proof proof = desk->config->enrol.proof;
	struct credential credential;
	enum lookup lookup;

	lookup = credential_get(
	    desk->db, visit->person.id, CREDENTIAL_IN_USE, &credential, err);
	if (lookup == LOOKUP_FAILED)
		return STEWARD_FAILED;
	if (lookup == LOOKUP_FOUND && !credential.waiting)
		return STEWARD_CODE;
	if (proof == PROOF_NONE)
		return STEWARD_NOTHING;
	return proof == PROOF_IDENTIFIER && visit->person.identifier[0] != '\0'
	    ? STEWARD_IDENTIFIER
	    : STEWARD_ENROL;
}

/* The identifier, by the same rules as on the way to a code. */
static int
prove(const struct desk *desk, struct visit *visit, const char *typed,
    struct verdict *verdict, struct err *err)
{
	char unused[LINK_SIZE] = "";
	enum proof_result result;

	result =
	    visit_prove(desk, visit, typed, unused, &verdict->retry_at, err);
	hash_wipe(unused, sizeof(unused));
	switch (result) {
	case PROOF_RIGHT:
		verdict->result = VERIFY_ACCEPTED;
		return 0;
	case PROOF_WRONG:
		verdict->result = VERIFY_WRONG;
		return 0;
	case PROOF_WAIT:
		verdict->result = VERIFY_THROTTLED;
		return 0;
	case PROOF_FAILED:
		break;
	}
	return -1;
}

static int
note_entry(const struct desk *desk, int64_t person, struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (journal_note(desk, "team-opened", person, "", err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return db_commit(desk->db, err);
}

int
steward_enter(const struct desk *desk, struct visit *visit, const char *typed,
    char cookie[LINK_SIZE], struct verdict *verdict, struct err *err)
{
	const struct person *person = &visit->person;
	int rc = 0;

	*verdict = (struct verdict){.result = VERIFY_NOT_ENROLLED};
	switch (steward_asks(desk, visit, err)) {
	case STEWARD_CODE:
		rc = verify_code(desk, person, typed, desk->now, verdict, err);
		break;
	case STEWARD_IDENTIFIER:
		rc = prove(desk, visit, typed, verdict, err);
		break;
	case STEWARD_NOTHING:
		verdict->result = VERIFY_ACCEPTED;
		break;
	case STEWARD_ENROL:
		break;
	case STEWARD_FAILED:
		rc = -1;
		break;
	}
	if (rc == -1 || verdict->result != VERIFY_ACCEPTED)
		return rc;
	if (note_entry(desk, person->id, err) == -1)
		return -1;
	return visit_token(desk, person, LINK_STEWARD, cookie, err);
}

struct desk
steward_desk(const struct desk *desk, const struct visit *visit,
    char actor[STEWARD_ACTOR_SIZE])
{
	struct desk own = *desk;

	/* By number: the events stay when somebody is erased. */
	snprintf(actor, STEWARD_ACTOR_SIZE, "admin:%" PRId64, visit->person.id);
	own.actor = actor;
	return own;
}

/*
 * A message of the stage where somebody stands, once more.  Its occurrence is
 * below 0, where no repeat of a stage is, and another one each day.
 */
static int
send_again(const struct desk *desk, const struct standings *standings,
    const struct person *person, int64_t *count, struct err *err)
{
	int64_t today = day_of(desk->now), added;
	const struct stage *stage = rung_find(
	    desk->config, person, standings_of(standings, person->wave), today);
	struct message message = {.person = person->id,
	    .occurrence = -today,
	    .channel = CHANNEL_EMAIL,
	    .step_at = desk->now,
	    .next_try_at = calendar_next(&desk->config->send, desk->now)};

	if (stage == NULL || (stage->channels & 1U << CHANNEL_EMAIL) == 0 ||
	    person->email[0] == '\0' || person->unreachable_at != 0)
		return 0;
	snprintf(message.stage, sizeof(message.stage), "%s", stage->name);
	if (message_plan(desk->db, &message, desk->now, &added, err) == -1)
		return -1;
	if (added == 0)
		return 0;
	++*count;
	return journal_note(desk, "resent", person->id, stage->name, err);
}

/* To all who are to go, or to one of them. */
static int
send_to(const struct desk *desk, const struct visit *visit, int64_t id,
    const struct standings *standings, int64_t *count, struct err *err)
{
	const struct period period = {0, desk->now, day_of(desk->now)};
	struct straggler straggler;
	struct person person;
	struct db_rows *rows;
	int more;

	rows = progress_stragglers(
	    desk->db, visit->person.organisation, &period, err);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		progress_straggler(rows, &straggler);
		if (id != 0 && straggler.id != id)
			continue;
		if (person_get(desk->db, straggler.id, &person, err) ==
			LOOKUP_FAILED ||
		    send_again(desk, standings, &person, count, err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	return more;
}

enum steward_result
steward_resend(const struct desk *desk, const struct visit *visit,
    int64_t person, int64_t *count, struct err *err)
{
	struct standings *standings = NULL;
	enum steward_result result = STEWARD_DONE;
	char actor[STEWARD_ACTOR_SIZE];
	struct desk own = steward_desk(desk, visit, actor);
	struct person found;

	*count = 0;
	if (person != 0)
		result = steward_person(desk, visit, person, &found, err);
	if (result != STEWARD_DONE)
		return result;
	if (db_begin(desk->db, err) == -1)
		return STEWARD_BROKEN;
	if (standings_read(desk->db, desk->config, &standings, err) == -1 ||
	    send_to(&own, visit, person, standings, count, err) == -1 ||
	    db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		result = STEWARD_BROKEN;
	}
	standings_free(standings);
	return result;
}

enum steward_result
steward_person(const struct desk *desk, const struct visit *visit, int64_t id,
    struct person *person, struct err *err)
{
	switch (person_get(desk->db, id, person, err)) {
	case LOOKUP_FAILED:
		return STEWARD_BROKEN;
	case LOOKUP_NONE:
		return STEWARD_NOBODY;
	case LOOKUP_FOUND:
		break;
	}
	/* Of another institution: as if there were nobody. */
	if (person->organisation != visit->person.organisation ||
	    person->left_at != 0 || person->id == visit->person.id)
		return STEWARD_NOBODY;
	return STEWARD_DONE;
}

enum steward_result
steward_left(const struct desk *desk, const struct visit *visit, int64_t id,
    struct err *err)
{
	enum steward_result result;
	char actor[STEWARD_ACTOR_SIZE];
	struct desk own = steward_desk(desk, visit, actor);
	struct person person;

	if (db_begin(desk->db, err) == -1)
		return STEWARD_BROKEN;
	result = steward_person(desk, visit, id, &person, err);
	if (result == STEWARD_DONE &&
	    (intake_leave(desk->db, id, desk->now, err) == -1 ||
		journal_note(&own, "left", id, "", err) == -1 ||
		db_commit(desk->db, err) == -1))
		result = STEWARD_BROKEN;
	if (result != STEWARD_DONE)
		db_rollback(desk->db);
	return result;
}
