#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "enrol/declare.h"
#include "enrol/journal.h"
#include "store/person.h"

bool
declare_is_method(const char *method)
{
	size_t len = strlen(method);

	return len > 0 && len <= LABEL_MAX &&
	    strspn(method, "abcdefghijklmnopqrstuvwxyz0123456789-_") == len &&
	    !text_same(method, "totp");
}

/* Within a transaction: the person is looked at again, as of now. */
static int
declare(const struct desk *desk, int64_t id, const char *method,
    char has[LABEL_MAX + 1], struct err *err)
{
	struct person person;

	switch (person_get(desk->db, id, &person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return err_set(err, ERR_DATA, "the person is gone");
	case LOOKUP_FOUND:
		break;
	}
	if (person.enrolled_at != 0) {
		memcpy(has, person.method, sizeof(person.method));
		return 0;
	}
	snprintf(has, LABEL_MAX + 1, "%s", method);
	if (person_enrolled(desk->db, id, desk->now, method, err) == -1)
		return -1;
	return journal_note(desk, "enrolled", id, method, err);
}

int
declare_enrolled(const struct desk *desk, int64_t person, const char *method,
    char has[LABEL_MAX + 1], struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (declare(desk, person, method, has, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return db_commit(desk->db, err);
}
