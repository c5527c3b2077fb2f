#include <inttypes.h>
#include <stdio.h>

#include "base/day.h"
#include "enrol/arrangement.h"
#include "enrol/journal.h"
#include "enrol/promise.h"
#include "schedule/ladder.h"
#include "store/person.h"

#define NOTE_SIZE 320 /* bytes of an event's detail: day, who, reason */

static const char *const done[] = {"extended", "exempted", "promised"};
static const char *const undone[] = {
    "extension-ended", "exemption-ended", "promise-ended"};

static const char *
subject(const struct arrangement *a)
{
	return a->person != NULL ? a->person->ref : a->organisation->ref;
}

/* The deadline without the arrangement that is to be made. */
static int64_t
present_deadline(const struct desk *desk, const struct arrangement *a)
{
	struct person person = {.joined_day = 0};

	if (a->person == NULL)
		return desk->config->campaign.deadline_day;
	person = *a->person;
	person.extended_day = 0;
	return ladder_deadline_day(desk->config, &person);
}

static int
check_extension(
    const struct desk *desk, const struct arrangement *a, struct err *err)
{
	int64_t deadline = present_deadline(desk, a);
	char text[DAY_TEXT_SIZE];

	if (a->day > deadline)
		return 0;
	day_text(deadline, text);
	return err_set(err, ERR_DATA,
	    "the deadline of \"%s\" is %s already; an extension is to a later "
	    "day",
	    subject(a), text);
}

static int
check_exemption(
    const struct desk *desk, const struct arrangement *a, struct err *err)
{
	if (a->day >= day_of(desk->now))
		return 0;
	return err_set(err, ERR_DATA,
	    "the exemption of \"%s\" would have ended before today; name its "
	    "last day",
	    subject(a));
}

static int
check_promise(
    const struct desk *desk, const struct arrangement *a, struct err *err)
{
	struct promise_room room;
	char text[DAY_TEXT_SIZE];

	if (a->person == NULL)
		return err_set(err, ERR_DATA,
		    "\"%s\" is an organisation; only a person can promise a "
		    "day",
		    subject(a));
	switch (
	    promise_room(desk->config, a->person, day_of(desk->now), &room)) {
	case PROMISE_DONE:
		return err_set(err, ERR_DATA,
		    "\"%s\" has a second factor already; there is nothing to "
		    "promise",
		    subject(a));
	case PROMISE_SPENT:
		return err_set(err, ERR_DATA,
		    "\"%s\" has promised %" PRId64
		    " times, and snooze.times allows no more",
		    subject(a), a->person->promises);
	case PROMISE_NEAR:
		return err_set(err, ERR_DATA,
		    "the deadline of \"%s\" is too near for a promise "
		    "(snooze.margin); extend it instead",
		    subject(a));
	case PROMISE_OPEN:
		break;
	}
	if (a->day >= room.first && a->day <= room.last)
		return 0;
	day_text(room.last, text);
	return err_set(err, ERR_DATA,
	    "\"%s\" can promise a day from tomorrow up to %s", subject(a),
	    text);
}

static int
check(const struct desk *desk, const struct arrangement *a, struct err *err)
{
	if (a->day == DAY_NONE)
		return 0;
	switch (a->kind) {
	case EXCEPTION_EXTENSION:
		return check_extension(desk, a, err);
	case EXCEPTION_EXEMPTION:
		return check_exemption(desk, a, err);
	case EXCEPTION_PROMISE:
		break;
	}
	return check_promise(desk, a, err);
}

static int
note(const struct desk *desk, const struct arrangement *a, struct err *err)
{
	char day[DAY_TEXT_SIZE], detail[NOTE_SIZE];

	day_text(a->day == DAY_NONE ? 0 : a->day, day);
	snprintf(detail, sizeof(detail), "%s%s%s%s%s%s",
	    a->person == NULL ? "organisation " : "",
	    a->person == NULL ? a->organisation->ref : "",
	    a->person == NULL ? ": " : "", a->day == DAY_NONE ? "" : day,
	    a->day == DAY_NONE || a->reason[0] == '\0' ? "" : ": ", a->reason);
	return journal_note(desk,
	    a->day == DAY_NONE ? undone[a->kind] : done[a->kind],
	    a->person != NULL ? a->person->id : 0, detail, err);
}

/* The same arrangement, with the person as who is in the store by now. */
static int
look_again(const struct desk *desk, struct arrangement *a,
    struct person *person, struct err *err)
{
	if (a->person == NULL)
		return 0;
	switch (person_get(desk->db, a->person->id, person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return err_set(
		    err, ERR_DATA, "\"%s\" is not in the campaign", subject(a));
	case LOOKUP_FOUND:
		break;
	}
	a->person = person;
	return 0;
}

/* Within the transaction, so that of two at once the second knows the first. */
static int
make(const struct desk *desk, const struct exception *exception,
    const struct arrangement *a, struct err *err)
{
	struct arrangement again = *a;
	struct person person;

	if (look_again(desk, &again, &person, err) == -1 ||
	    check(desk, &again, err) == -1 ||
	    exception_add(desk->db, exception, err) == -1)
		return -1;
	return note(desk, &again, err);
}

int
arrangement_make(
    const struct desk *desk, const struct arrangement *a, struct err *err)
{
	const struct exception exception = {.kind = a->kind,
	    .person = a->person != NULL ? a->person->id : 0,
	    .organisation = a->person != NULL ? 0 : a->organisation->id,
	    .day = a->day == DAY_NONE ? 0 : a->day,
	    .reason = a->reason,
	    .author = desk->actor,
	    .at = desk->now};

	if (db_begin(desk->db, err) == -1)
		return -1;
	if (make(desk, &exception, a, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return db_commit(desk->db, err);
}
