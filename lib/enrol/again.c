#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "enrol/again.h"

#define PURPOSE "twofold repeated call"
#define CALL_MAX 256 /* bytes: a person and what was typed */

static int
write_call(int64_t person, const char *typed, struct buf *call, struct err *err)
{
	buf_init(call, CALL_MAX);
	buf_format(call, "%" PRId64 " %s", person, typed);
	return call->failed ? err_memory(err) : 0;
}

/* Under a master key, or who has the database could guess the code. */
static int
hash_call(const struct desk *desk, int64_t person, const char *typed,
    uint8_t hash[HASH_SIZE], struct err *err)
{
	struct buf call;
	int rc;

	rc = write_call(person, typed, &call, err);
	if (rc == 0)
		rc = keyring_hmac(
		    desk->keys, NULL, PURPOSE, call.data, call.len, hash, err);
	buf_wipe(&call);
	return rc;
}

/* Another key may have become the current one in between. */
static int
is_same(const struct desk *desk, int64_t person, const char *typed,
    const struct replay *replay, bool *same, struct err *err)
{
	struct buf call;
	int rc;

	rc = write_call(person, typed, &call, err);
	*same = rc == 0 &&
	    keyring_knows(desk->keys, PURPOSE, call.data, call.len,
		replay->call, HASH_SIZE);
	buf_wipe(&call);
	return rc;
}

/* Within a transaction. */
static int
verify_new(const struct desk *desk, const struct person *person,
    const char *typed, const char *key, struct verdict *verdict,
    struct err *err)
{
	struct replay replay = {.at = desk->now};

	if (verify_within(desk, person, typed, desk->now, verdict, err) == -1 ||
	    hash_call(desk, person->id, typed, replay.call, err) == -1)
		return -1;
	replay.result = verdict->result;
	replay.retry_at = verdict->retry_at;
	return replay_put(desk->db, desk->actor, key, &replay, err);
}

/* Within a transaction. */
static enum again_result
verify(const struct desk *desk, const struct person *person, const char *typed,
    const char *key, struct verdict *verdict, int64_t *at, struct err *err)
{
	struct replay before;
	bool same;

	switch (replay_get(desk->db, desk->actor, key, &before, err)) {
	case LOOKUP_FAILED:
		return AGAIN_FAILED;
	case LOOKUP_NONE:
		before.at = 0;
		break;
	case LOOKUP_FOUND:
		break;
	}
	if (before.at + AGAIN_SECONDS <= desk->now) {
		*at = desk->now;
		return verify_new(desk, person, typed, key, verdict, err) == -1
		    ? AGAIN_FAILED
		    : AGAIN_ANSWERED;
	}
	if (is_same(desk, person->id, typed, &before, &same, err) == -1)
		return AGAIN_FAILED;
	*at = before.at;
	*verdict = (struct verdict){
	    .result = (enum verify_result)before.result,
	    .retry_at = before.retry_at,
	};
	return same ? AGAIN_ANSWERED : AGAIN_OTHER;
}

enum again_result
again_verify(const struct desk *desk, const struct person *person,
    const char *typed, const char *key, struct verdict *verdict, int64_t *at,
    struct err *err)
{
	enum again_result result;

	if (db_begin(desk->db, err) == -1)
		return AGAIN_FAILED;
	result = verify(desk, person, typed, key, verdict, at, err);
	if (result != AGAIN_FAILED && db_commit(desk->db, err) == -1)
		result = AGAIN_FAILED;
	db_rollback(desk->db);
	return result;
}
