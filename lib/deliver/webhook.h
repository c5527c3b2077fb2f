#ifndef DELIVER_WEBHOOK_H
#define DELIVER_WEBHOOK_H

#include <stdint.h>

#include "base/buf.h"
#include "model.h"

/* The Standard Webhooks specification, version 1. */

#define WEBHOOK_SIGNATURE_SIZE 48 /* "v1,", 44 characters of base64, NUL */
#define WEBHOOK_SECRET_MIN 24     /* bytes of a secret */
#define WEBHOOK_SECRET_MAX 64

/*
 * Signs a call with "secret" ("whsec_" and base64).  Returns 0, or -1 when the
 * secret is none or memory is wanting.
 */
int webhook_sign(const char *secret, const char *id, int64_t timestamp,
    const char *body, char out[WEBHOOK_SIGNATURE_SIZE]);

/*
 * Adds to "out" a signature for each of the secrets in "secrets", which blanks
 * or line ends part: an old and a new one during a rotation.  Returns 0, or -1
 * when there is none, or one that is not a secret.
 */
int webhook_sign_all(const char *secrets, const char *id, int64_t timestamp,
    const char *body, struct buf *out);

/* What a response's status means, and what it says, in words. */
enum delivery webhook_judge(long status, const char **words);

#endif
