#ifndef ENROL_AGAIN_H
#define ENROL_AGAIN_H

#include <stdint.h>

#include "base/clock.h"
#include "enrol/verify.h"
#include "store/replay.h"

/*
 * A host app that got no answer sends its call once more, and says by a key of
 * its own that it is the same one (the header Idempotency-Key of
 * draft-ietf-httpapi-idempotency-key-header).  A code is accepted once, so the
 * second call is told what the first one was, for AGAIN_SECONDS.
 */
#define AGAIN_SECONDS CLOCK_DAY

enum again_result {
	AGAIN_ANSWERED,
	AGAIN_OTHER, /* the key belongs to a call with another code or person */
	AGAIN_FAILED /* "err" says why */
};

/*
 * As verify_code at desk->now, under a key of at most REPLAY_KEY_MAX bytes.
 * "*at" is when the verdict was given, before now if it is an earlier one; of
 * that one "result" and "retry_at" are known.
 */
enum again_result again_verify(const struct desk *desk,
    const struct person *person, const char *typed, const char *key,
    struct verdict *verdict, int64_t *at, struct err *err);

#endif
