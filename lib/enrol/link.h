#ifndef ENROL_LINK_H
#define ENROL_LINK_H

#include <stdint.h>

#include "base/err.h"
#include "otp/keyring.h"

/* What a token is for; one for another purpose is not taken. */
enum link_purpose {
	LINK_ENROL = 'e',    /* in a mail or pop-up; opens the welcome page */
	LINK_SESSION = 's',  /* cookie of someone who has pressed "begin" */
	LINK_PROVED = 'p',   /* cookie of someone who has given the proof */
	LINK_RENEW = 'r',    /* has just given a code: may make a new key */
	LINK_RENEWING = 'n', /* cookie of someone who does so */
	LINK_TEAM = 'o',     /* in a weekly mail; opens an institution's page */
	LINK_STEWARD = 'a'   /* cookie of the administrator who is at it */
};

struct link {
	enum link_purpose purpose;
	int64_t person;     /* id */
	int64_t generation; /* of the person's links when it was written */
	int64_t expires_at;
};

/* Bytes before the MAC: purpose, person, generation, expiry; then 128 bits. */
#define LINK_BODY 21
#define LINK_MAC 16
#define LINK_SIZE 51 /* base64url of both, and the NUL */

/*
 * Writes the token of a link: base64url(purpose, person, generation, expiry,
 * HMAC-SHA-256 truncated to 128 bits).  Returns 0, or -1 with "err".
 */
int link_write(const struct keyring *keys, const struct link *link,
    char token[LINK_SIZE], struct err *err);

/*
 * Reads a token that one of the keys has written.  Whether it has expired, and
 * is of the person's present generation, is for the caller to compare.  Returns
 * 0, or -1 when it is none.
 */
int link_read(const struct keyring *keys, const char *token, struct link *link);

#endif
