#include <inttypes.h>

#include <jansson.h>

#include "base/day.h"
#include "base/text.h"
#include "enrol/arrangement.h"
#include "store/pane.h"
#include "store/person.h"
#include "web/caller.h"
#include "web/popups.h"

#define ACTIONS 3
#define ACTION_MAX 16 /* bytes */

/* Who is enrolled is shown nothing: whatever waits is no longer needed. */
static int
waiting(const struct caller *caller, struct answer *answer, struct err *err)
{
	const struct writers *writers = &caller->call->web->writers;
	const struct person *person = &caller->person;
	struct pane pane;
	struct buf text;
	int rc = -1;

	buf_init(&text, WRITERS_POPUP_MAX);
	caller_answer(answer, 200);
	buf_text(&answer->body, "{\"popups\":[");
	switch (person->enrolled_at != 0
		? LOOKUP_NONE
		: pane_next(caller->desk.db, person->id, caller->desk.now,
		      &pane, err)) {
	case LOOKUP_FAILED:
		goto out;
	case LOOKUP_NONE:
		break;
	case LOOKUP_FOUND:
		if (writers->popup(writers->context, &caller->desk, person,
			pane.stage, &text, err) == -1)
			goto out;
		/* The id goes in front of the pop-up's own members. */
		if (text.len > 1)
			buf_format(&answer->body, "{\"id\":%" PRId64 ",%s",
			    pane.id, text.data + 1);
		break;
	}
	buf_text(&answer->body, "]}\n");
	rc = 0;
out:
	buf_wipe(&text);
	return rc;
}

int
popups_waiting(const struct call *call, struct answer *answer, struct err *err)
{
	static const struct calling calling = {
	    SCOPE_POPUPS, ABOUT_PERSON, waiting};

	return caller_serve(call, &calling, answer, err);
}

/*
 * A person promises a day.  What cannot be promised is told by a false
 * "*possible".
 */
static int
snooze(const struct caller *caller, bool *possible, struct err *err)
{
	const char *until = caller_text(caller, "until", DAY_TEXT_SIZE);
	struct arrangement promise = {.kind = EXCEPTION_PROMISE,
	    .person = &caller->person,
	    .reason = "at a pop-up"};

	*possible = until != NULL && day_parse(until, &promise.day) == 0;
	/* The same day again is the same promise. */
	if (!*possible || promise.day == caller->person.promised_day)
		return 0;
	if (arrangement_make(&caller->desk, &promise, err) == 0)
		return 0;
	*possible = false;
	return err->kind == ERR_DATA ? 0 : -1;
}

/* Who has seen a pop-up knows of it, as after one that a webhook brought. */
static int
note_shown(const struct desk *desk, int64_t person, const struct pane *pane,
    const char *action, struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (pane_shown(desk->db, person, pane, action, desk->now, err) == -1 ||
	    person_invited(desk->db, person, desk->now, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return db_commit(desk->db, err);
}

/* "snoozed" needs a day; the others do not look at it. */
static int
act(const struct caller *caller, struct answer *answer, struct err *err)
{
	static const char *const actions[] = {"shown", "dismissed", "snoozed"};
	const char *action = caller_text(caller, "action", ACTION_MAX);
	const struct desk *desk = &caller->desk;
	int64_t person = caller->person.id, id;
	enum lookup lookup = LOOKUP_NONE;
	bool possible = true;
	struct pane pane;
	size_t i = 0;

	while (action != NULL && i < ACTIONS && !text_same(action, actions[i]))
		i++;
	if (action == NULL || i == ACTIONS)
		return caller_refuse(
		    answer, "action is none of shown, dismissed and snoozed.");
	if (text_number(caller->call->parameter, 1, INT64_MAX, &id) == 0)
		lookup = pane_find(desk->db, person, id, &pane, err);
	if (lookup == LOOKUP_FAILED)
		return -1;
	if (lookup == LOOKUP_NONE)
		return caller_missing(answer, "There is no such pop-up.");
	if (text_same(action, "snoozed") &&
	    snooze(caller, &possible, err) == -1)
		return -1;
	if (!possible)
		return caller_refuse(
		    answer, "until is no day that the person can promise.");
	if (note_shown(desk, person, &pane, action, err) == -1)
		return -1;
	return caller_send(answer, 200,
	    json_pack("{s:I, s:s}", "id", (json_int_t)id, "action", action),
	    err);
}

int
popups_act(const struct call *call, struct answer *answer, struct err *err)
{
	static const struct calling calling = {SCOPE_POPUPS, ABOUT_PERSON, act};

	return caller_serve(call, &calling, answer, err);
}
