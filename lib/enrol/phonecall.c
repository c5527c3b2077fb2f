#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "enrol/journal.h"
#include "enrol/phonecall.h"
#include "schedule/almanac.h"
#include "schedule/calendar.h"
#include "store/call.h"
#include "store/person.h"

#define NOTE_SIZE 320 /* bytes of an event's detail: outcome, note */

static const struct {
	const char *name;
	enum message_state state;
} outcomes[PHONECALLS] = {
    [PHONECALL_REACHED] = {"reached", MESSAGE_SENT},
    [PHONECALL_NO_ANSWER] = {"no-answer", MESSAGE_PLANNED},
    [PHONECALL_WRONG_NUMBER] = {"wrong-number", MESSAGE_FAILED},
    [PHONECALL_REFUSED] = {"refused", MESSAGE_FAILED},
};

const char *
phonecall_name(enum phonecall outcome)
{
	return outcomes[outcome].name;
}

int
phonecall_of(const char *name)
{
	int i;

	for (i = 0; i < PHONECALLS; i++) {
		if (text_same(outcomes[i].name, name))
			return i;
	}
	return -1;
}

/* When somebody who did not answer is called again; 0: not. */
static int
call_again(const struct desk *desk, const struct person *person,
    enum phonecall outcome, int64_t *again, struct err *err)
{
	struct almanac *almanac;

	*again = 0;
	if (outcome != PHONECALL_NO_ANSWER)
		return 0;
	if (almanac_read(desk->db, desk->config, &almanac, err) == -1)
		return -1;
	*again = calendar_opening(
	    almanac_of(almanac, person->organisation), day_of(desk->now) + 1);
	almanac_free(almanac);
	return 0;
}

/* Within a transaction. */
static int
record(const struct desk *desk, const struct person *person,
    enum phonecall outcome, const char *note, int64_t *open, struct err *err)
{
	char detail[NOTE_SIZE];
	int64_t again;

	if (call_again(desk, person, outcome, &again, err) == -1)
		return -1;
	snprintf(detail, sizeof(detail), "%s%s%s", outcomes[outcome].name,
	    note[0] == '\0' ? "" : ": ", note);
	if (call_record(desk->db, person->id, outcomes[outcome].state, again,
		detail, desk->now, open, err) == -1)
		return -1;
	if (outcome == PHONECALL_REACHED &&
	    person_invited(desk->db, person->id, desk->now, err) == -1)
		return -1;
	return journal_note(desk, "called", person->id, detail, err);
}

int
phonecall_record(const struct desk *desk, const struct person *person,
    enum phonecall outcome, const char *note, int64_t *open, struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (record(desk, person, outcome, note, open, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return db_commit(desk->db, err);
}
