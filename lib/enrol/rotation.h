#ifndef ENROL_ROTATION_H
#define ENROL_ROTATION_H

#include <stdbool.h>

#include "enrol/desk.h"
#include "store/credential.h"

/*
 * The change to another master key: the secrets are sealed anew under the
 * current one, some at a time, while others work on.  What is done stays done,
 * so that it can stop at any moment and begin again.
 */

/*
 * Whether a change is under way: the database still goes by another key than
 * the current one, or a secret is sealed under one.  Returns 0 or -1.
 */
int rotation_is_open(const struct desk *desk, bool *open, struct err *err);

/*
 * From here on the database goes by the current key: without it in the key
 * file nothing is opened any more.  Notes until when links under the older keys
 * may work.  Once more is fine.  Returns 0 or -1.
 */
int rotation_begin(const struct desk *desk, struct err *err);

#define ROTATION_TOLD 8 /* people of whom it is told that theirs is broken */

/* How far it is; {0} at the beginning. */
struct rotation {
	struct credential_place place;
	int64_t seen;
	int64_t sealed;  /* anew */
	int64_t refused; /* that do not open: changed, or their key is gone */
	int64_t refused_of[ROTATION_TOLD]; /* person ids of the first */
};

/*
 * Goes on with some, in one short transaction.  Returns 1 when there may be
 * more, 0 at the end, -1 with "err"; ERR_LATER when others write, and then it
 * can be tried again.
 */
int rotation_step(
    const struct desk *desk, struct rotation *rotation, struct err *err);

#endif
