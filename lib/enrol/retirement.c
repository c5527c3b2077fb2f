#include "base/text.h"
#include "enrol/journal.h"
#include "enrol/retirement.h"
#include "otp/seal.h"
#include "store/credential.h"
#include "store/masterkey.h"

#define SOME 500 /* secrets that are read at a time */

static int
count_secrets(
    const struct desk *desk, const char *id, int64_t *count, struct err *err)
{
	struct credential_sealed some[SOME];
	struct credential_place place = {0};
	char of[KEYRING_ID_MAX + 1];
	int n = SOME, i;

	*count = 0;
	while (n == SOME) {
		n = credential_behind(desk->db, &place, some, SOME, err);
		if (n == -1)
			return -1;
		for (i = 0; i < n; i++)
			*count +=
			    seal_key(some[i].sealed, some[i].len, of) == 0 &&
			    text_same(of, id);
		if (n > 0)
			place = some[n - 1].place;
	}
	return 0;
}

int
retirement_look(const struct desk *desk, const char *id,
    struct retirement *retirement, struct err *err)
{
	return count_secrets(desk, id, &retirement->secrets, err) == -1 ||
		masterkey_recoveries(
		    desk->db, id, &retirement->recoveries, err) == -1 ||
		masterkey_papers(
		    desk->db, id, desk->now, &retirement->papers, err) == -1 ||
		masterkey_links(desk->db, id, &retirement->until, err) == -1
	    ? -1
	    : 0;
}

bool
retirement_may(const struct retirement *retirement, int64_t now, bool withdraw)
{
	if (retirement->secrets > 0 || retirement->until == 0)
		return false;
	return withdraw ||
	    (retirement->recoveries == 0 && retirement->papers == 0 &&
		retirement->until <= now);
}

int
retirement_make(const struct desk *desk, const char *id, struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (masterkey_forget(desk->db, id, err) == -1 ||
	    journal_note(desk, "key-retired", 0, id, err) == -1 ||
	    db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return 0;
}
