#ifndef ENROL_RECOVER_H
#define ENROL_RECOVER_H

#include <stdbool.h>

#include "enrol/desk.h"
#include "model.h"
#include "otp/recovery.h"

/*
 * Spends the recovery code that recovery_normalise has made "letters" of:
 * "*spent" is true when it is one of the person's and was not used before.
 * Within a transaction of the caller's.  Returns 0 or -1.
 */
int recover_spend(const struct desk *desk, int64_t person,
    const char letters[RECOVERY_LETTERS + 1], bool *spent, struct err *err);

/*
 * Plans the mail that tells somebody that a recovery code of theirs was used
 * now, one for each use, for the next hour in which mail goes out; nothing
 * without a mailbox.  Within the same transaction.  Returns 0 or -1.
 */
int recover_tell(
    const struct desk *desk, const struct person *person, struct err *err);

#endif
