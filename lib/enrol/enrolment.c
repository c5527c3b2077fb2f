#include "base/hash.h"
#include "enrol/enrolment.h"
#include "enrol/journal.h"
#include "enrol/secret.h"
#include "store/credential.h"
#include "store/pass.h"
#include "store/person.h"
#include "store/throttle.h"

/* The newest credential, and whether it is still to be confirmed. */
static enum enrolment_result
pending(const struct desk *desk, int64_t person, struct credential *credential,
    struct err *err)
{
	switch (credential_get(
	    desk->db, person, CREDENTIAL_WAITING, credential, err)) {
	case LOOKUP_FAILED:
		return ENROLMENT_FAILED;
	case LOOKUP_NONE:
		return ENROLMENT_NONE;
	case LOOKUP_FOUND:
		break;
	}
	return credential->waiting ? ENROLMENT_OK : ENROLMENT_DONE;
}

/* Within a transaction, which the caller ends. */
static enum enrolment_result
make(const struct desk *desk, const struct person *person, bool renews,
    struct err *err)
{
	struct credential credential;
	enum enrolment_result result;

	result = pending(desk, person->id, &credential, err);
	if (result == ENROLMENT_FAILED || (result == ENROLMENT_DONE && !renews))
		return result;
	if (secret_make(desk, person->id, err) == -1 ||
	    person_started(desk->db, person->id, desk->now, err) == -1 ||
	    journal_note(desk, "started", person->id, "", err) == -1)
		return ENROLMENT_FAILED;
	return ENROLMENT_OK;
}

static enum enrolment_result
start(const struct desk *desk, const struct person *person, bool renews,
    struct err *err)
{
	enum enrolment_result result;

	if (db_begin(desk->db, err) == -1)
		return ENROLMENT_FAILED;
	result = make(desk, person, renews, err);
	if (result == ENROLMENT_OK && db_commit(desk->db, err) == -1)
		result = ENROLMENT_FAILED;
	db_rollback(desk->db);
	return result;
}

enum enrolment_result
enrolment_start(
    const struct desk *desk, const struct person *person, struct err *err)
{
	return start(desk, person, false, err);
}

enum enrolment_result
enrolment_renew(
    const struct desk *desk, const struct person *person, struct err *err)
{
	return start(desk, person, true, err);
}

enum enrolment_result
enrolment_key(const struct desk *desk, const struct person *person,
    uint8_t key[TOTP_KEY_SIZE], struct err *err)
{
	struct credential credential;
	enum enrolment_result result;

	result = pending(desk, person->id, &credential, err);
	if (result == ENROLMENT_OK &&
	    secret_open(desk, person->id, &credential, key, err) == -1)
		return ENROLMENT_FAILED;
	return result;
}

/* New recovery codes, whose hashes take the place of the old ones. */
static int
recovery_codes(const struct desk *desk, int64_t person,
    char codes[RECOVERY_CODES][RECOVERY_SIZE], struct err *err)
{
	const char *key = keyring_current(desk->keys);
	char letters[RECOVERY_LETTERS + 1];
	uint8_t hash[HASH_SIZE];
	int i, rc = -1;

	if (credential_no_recovery(desk->db, person, err) == -1)
		return -1;
	for (i = 0; i < RECOVERY_CODES; i++) {
		if (recovery_make(codes[i]) == -1 ||
		    !recovery_normalise(codes[i], letters)) {
			err_set(err, ERR_INTERNAL, "no random bytes to be had");
			goto out;
		}
		if (recovery_hash(
			desk->keys, key, letters, person, hash, err) == -1 ||
		    credential_recovery(desk->db, person, key, hash, err) == -1)
			goto out;
	}
	rc = 0;
out:
	hash_wipe(letters, sizeof(letters));
	return rc;
}

int
enrolment_confirm(const struct desk *desk, const struct person *person,
    const char *typed, struct verdict *verdict,
    char codes[RECOVERY_CODES][RECOVERY_SIZE], struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (verify_first(desk, person, typed, verdict, err) == -1)
		goto fail;
	/* With the code or not at all: nobody is enrolled without them. */
	if (verdict->result == VERIFY_ACCEPTED &&
	    recovery_codes(desk, person->id, codes, err) == -1)
		goto fail;
	if (db_commit(desk->db, err) == 0)
		return 0;
fail:
	db_rollback(desk->db);
	hash_wipe(codes, RECOVERY_CODES * RECOVERY_SIZE);
	return -1;
}

int
enrolment_take_away(const struct desk *desk, const struct person *person,
    const char *kind, const char *reason, struct err *err)
{
	if (credential_remove(desk->db, person->id, err) == -1 ||
	    throttle_clear(desk->db, person->id, NULL, err) == -1 ||
	    pass_withdraw(desk->db, person->id, err) == -1 ||
	    person_reset(desk->db, person->id, desk->now, err) == -1)
		return -1;
	return journal_note(desk, kind, person->id, reason, err);
}

int
enrolment_reset(const struct desk *desk, const struct person *person,
    const char *reason, struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (enrolment_take_away(desk, person, "reset", reason, err) == -1 ||
	    db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return 0;
}
