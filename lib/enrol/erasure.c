#include <string.h>

#include "enrol/erasure.h"
#include "enrol/journal.h"
#include "store/leaver.h"
#include "store/holding.h"
#include "store/intake.h"
#include "store/person.h"

#define AGE "kept long enough"
#define SHORT 4 /* characters; what is shorter is in any sentence */

static bool
names(const char *reason, const struct person *person)
{
	const char *const texts[] = {
	    person->ref, person->name, person->email, person->phone};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (strlen(texts[i]) >= SHORT &&
		    strstr(reason, texts[i]) != NULL)
			return true;
	}
	return false;
}

int
erasure_check(const struct desk *desk, const struct person *person, bool leaves,
    const char *reason, struct err *err)
{
	bool sending;

	if (person->left_at == 0 && !leaves)
		return err_set(err, ERR_DATA,
		    "\"%s\" is still on the list, and may log in with the "
		    "second factor that is kept here; let the list say that "
		    "the person has left, or add --left when the account is "
		    "gone",
		    person->ref);
	if (names(reason, person))
		return err_set(err, ERR_DATA,
		    "the reason names \"%s\", and it stays; say it without "
		    "the name, the key, the address and the number",
		    person->ref);
	if (leaver_is_written_to(desk->db, person->id, &sending, err) == -1)
		return -1;
	return sending
	    ? err_set(err, ERR_LATER,
		  "a message to \"%s\" is on its way; try again when the run "
		  "has ended",
		  person->ref)
	    : 0;
}

/* Within a transaction. */
static int
erase(const struct desk *desk, int64_t person, bool leaves, const char *reason,
    struct err *err)
{
	if (leaves &&
	    (intake_leave(desk->db, person, desk->now, err) == -1 ||
		journal_note(desk, "left", person, "", err) == -1))
		return -1;
	return holding_erase(desk->db, person, desk->now, err) == -1
	    ? -1
	    : journal_note(desk, "erased", person, reason, err);
}

int
erasure_make(const struct desk *desk, const struct person *person, bool leaves,
    const char *reason, struct err *err)
{
	struct person now;

	if (db_begin(desk->db, err) == -1)
		return -1;
	if (person_get(desk->db, person->id, &now, err) == LOOKUP_FOUND &&
	    erasure_check(desk, &now, leaves, reason, err) == 0 &&
	    erase(desk, now.id, now.left_at == 0, reason, err) == 0 &&
	    db_commit(desk->db, err) == 0)
		return db_settle(desk->db, err);
	db_rollback(desk->db);
	return -1;
}

int
erasure_of_gone(const struct desk *desk, int64_t before, int64_t most,
    int64_t *erased, struct err *err)
{
	int64_t people[LEAVER_MOST];
	int n, i;

	if (most > LEAVER_MOST)
		most = LEAVER_MOST;
	n = leaver_before(desk->db, before, people, (int)most, err);
	for (i = 0; i < n; i++) {
		if (erase(desk, people[i], false, AGE, err) == -1)
			return -1;
	}
	*erased = n;
	return n == -1 ? -1 : 0;
}
