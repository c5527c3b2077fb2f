#ifndef ENROL_ENROLMENT_H
#define ENROL_ENROLMENT_H

#include <stdint.h>

#include "enrol/desk.h"
#include "enrol/verify.h"
#include "model.h"
#include "otp/recovery.h"
#include "otp/totp.h"

/*
 * Makes a new secret for a person who asks for it, in place of one that was
 * never confirmed.  Someone who is enrolled keeps theirs: ENROLMENT_DONE.
 */
enum enrolment_result {
	ENROLMENT_OK,
	ENROLMENT_DONE, /* enrolled already */
	ENROLMENT_NONE, /* no secret waits to be confirmed */
	ENROLMENT_FAILED
};
enum enrolment_result enrolment_start(
    const struct desk *desk, const struct person *person, struct err *err);

/*
 * The same for someone who is enrolled and has shown it.  The secret in use
 * stays in use until the first code of the new one.
 */
enum enrolment_result enrolment_renew(
    const struct desk *desk, const struct person *person, struct err *err);

/* The secret that waits for its first code.  Wipe it after use. */
enum enrolment_result enrolment_key(const struct desk *desk,
    const struct person *person, uint8_t key[TOTP_KEY_SIZE], struct err *err);

/*
 * The first code.  On VERIFY_ACCEPTED the person is enrolled, an older secret
 * and its recovery codes have ended, and "codes" holds the new ones, of which
 * only hashes are stored.  Wipe them after use.
 */
int enrolment_confirm(const struct desk *desk, const struct person *person,
    const char *typed, struct verdict *verdict,
    char codes[RECOVERY_CODES][RECOVERY_SIZE], struct err *err);

/*
 * Takes the factor and all links away, with an event of that kind.  Within a
 * transaction.  Returns 0 or -1.
 */
int enrolment_take_away(const struct desk *desk, const struct person *person,
    const char *kind, const char *reason, struct err *err);

/* The same on its own, with the event "reset".  For the helpdesk. */
int enrolment_reset(const struct desk *desk, const struct person *person,
    const char *reason, struct err *err);

#endif
