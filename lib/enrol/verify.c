#include "base/hash.h"
#include "enrol/journal.h"
#include "enrol/patience.h"
#include "enrol/recover.h"
#include "enrol/secret.h"
#include "enrol/verify.h"
#include "otp/recovery.h"
#include "otp/totp.h"
#include "store/credential.h"
#include "store/person.h"

#define WINDOW 1 /* steps on either side, for clocks that are a little off */

const char *
verify_name(enum verify_result result)
{
	static const char *const names[] = {"accepted", "wrong", "clock",
	    "throttled", "blocked", "not_enrolled", "failed"};

	return names[result];
}

/* What the code is worth; the store is not changed. */
static int
judge(const struct desk *desk, int64_t person, const char *typed, int64_t at,
    const struct credential *credential, struct verdict *verdict,
    uint64_t *step, struct err *err)
{
	uint8_t key[TOTP_KEY_SIZE];
	char code[TOTP_DIGITS + 1];

	*step = (uint64_t)credential->last_step;
	verdict->result = VERIFY_WRONG;
	if (!totp_normalise(typed, code))
		return 0;
	if (secret_open(desk, person, credential, key, err) == -1)
		return -1;
	switch (totp_check(
	    key, sizeof(key), code, at, WINDOW, step, &verdict->drift)) {
	case TOTP_ACCEPTED:
		verdict->result = VERIFY_ACCEPTED;
		break;
	case TOTP_USED:
		verdict->used = true;
		break;
	case TOTP_CLOCK:
		verdict->result = VERIFY_CLOCK;
		break;
	case TOTP_WRONG:
		break;
	case TOTP_FAILED:
		verdict->result = VERIFY_FAILED;
		err_set(err, ERR_INTERNAL, "a code cannot be computed");
		break;
	}
	hash_wipe(key, sizeof(key));
	hash_wipe(code, sizeof(code));
	return verdict->result == VERIFY_FAILED ? -1 : 0;
}

static int
accept(const struct desk *desk, int64_t person, uint64_t step,
    struct verdict *verdict, struct err *err)
{
	bool accepted;

	if (credential_accept(
		desk->db, person, (int64_t)step, &accepted, err) == -1)
		return -1;
	if (!accepted) {
		verdict->result = VERIFY_WRONG;
		verdict->used = true;
		return 0;
	}
	return throttle_clear(desk->db, person, THROTTLE_CODE, err);
}

/* From now on this secret is the one in use, and there is no other. */
static int
confirm(const struct desk *desk, int64_t person, uint64_t step,
    struct verdict *verdict, struct err *err)
{
	bool replaced;

	verdict->first = true;
	if (credential_confirm(desk->db, person, (int64_t)step, desk->now,
		&replaced, err) == -1 ||
	    throttle_clear(desk->db, person, THROTTLE_CODE, err) == -1)
		return -1;
	if (replaced)
		return person_renewed(desk->db, person, desk->now, err) == -1
		    ? -1
		    : journal_note(desk, "renewed", person, "", err);
	return person_enrolled(desk->db, person, desk->now, "totp", err) == -1
	    ? -1
	    : journal_note(desk, "enrolled", person, "totp", err);
}

static int
refuse(const struct desk *desk, int64_t person, struct throttle *throttle,
    struct verdict *verdict, struct err *err)
{
	if (patience_lose(desk, person, THROTTLE_CODE, throttle, err) == -1)
		return -1;
	verdict->retry_at = throttle->retry_at;
	if (patience_blocked(throttle))
		verdict->result = VERIFY_BLOCKED;
	return journal_note(
	    desk, "code-wrong", person, verify_name(verdict->result), err);
}

/* A recovery code in the place of a code: it is worth the same, once. */
static int
judge_recovery(const struct desk *desk, const struct person *person,
    const char *letters, struct throttle *throttle, struct verdict *verdict,
    struct err *err)
{
	bool spent;

	if (recover_spend(desk, person->id, letters, &spent, err) == -1)
		return -1;
	if (!spent) {
		verdict->result = VERIFY_WRONG;
		return refuse(desk, person->id, throttle, verdict, err);
	}
	verdict->result = VERIFY_ACCEPTED;
	if (throttle_clear(desk->db, person->id, THROTTLE_CODE, err) == -1 ||
	    recover_tell(desk, person, err) == -1)
		return -1;
	return journal_note(desk, "recovery-used", person->id, "", err);
}

/* Of two first codes at once, the later one finds no secret that waits. */
static enum lookup
find(const struct desk *desk, int64_t person, bool first,
    struct credential *credential, struct err *err)
{
	enum lookup lookup = credential_get(desk->db, person,
	    first ? CREDENTIAL_WAITING : CREDENTIAL_IN_USE, credential, err);

	return lookup == LOOKUP_FOUND && first && !credential->waiting
	    ? LOOKUP_NONE
	    : lookup;
}

static int
verify(const struct desk *desk, const struct person *person, bool first,
    const char *typed, int64_t at, struct verdict *verdict, struct err *err)
{
	char letters[RECOVERY_LETTERS + 1];
	struct credential credential;
	struct throttle throttle;
	uint64_t step;

	*verdict = (struct verdict){.result = VERIFY_FAILED};
	switch (find(desk, person->id, first, &credential, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		verdict->result = VERIFY_NOT_ENROLLED;
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	if (throttle_get(desk->db, person->id, THROTTLE_CODE, &throttle, err) ==
	    -1)
		return -1;
	if (patience_waits(&throttle, desk->now)) {
		verdict->result = patience_blocked(&throttle)
		    ? VERIFY_BLOCKED
		    : VERIFY_THROTTLED;
		verdict->retry_at = throttle.retry_at;
		return 0;
	}
	if (!first && recovery_normalise(typed, letters))
		return judge_recovery(
		    desk, person, letters, &throttle, verdict, err);
	if (judge(desk, person->id, typed, at, &credential, verdict, &step,
		err) == -1)
		return -1;
	if (verdict->result != VERIFY_ACCEPTED)
		return refuse(desk, person->id, &throttle, verdict, err);
	return credential.waiting
	    ? confirm(desk, person->id, step, verdict, err)
	    : accept(desk, person->id, step, verdict, err);
}

int
verify_first(const struct desk *desk, const struct person *person,
    const char *typed, struct verdict *verdict, struct err *err)
{
	return verify(desk, person, true, typed, desk->now, verdict, err);
}

int
verify_within(const struct desk *desk, const struct person *person,
    const char *typed, int64_t at, struct verdict *verdict, struct err *err)
{
	return verify(desk, person, false, typed, at, verdict, err);
}

int
verify_code(const struct desk *desk, const struct person *person,
    const char *typed, int64_t at, struct verdict *verdict, struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (verify_within(desk, person, typed, at, verdict, err) == -1 ||
	    db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		*verdict = (struct verdict){.result = VERIFY_FAILED};
		return -1;
	}
	return 0;
}
