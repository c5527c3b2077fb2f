#ifndef ENROL_RETIREMENT_H
#define ENROL_RETIREMENT_H

#include <stdbool.h>

#include "enrol/desk.h"

/* What still needs a master key. */
struct retirement {
	int64_t secrets;    /* sealed under it */
	int64_t recoveries; /* people with recovery codes made under it */
	int64_t papers;     /* start codes that work */
	int64_t until;      /* when the last link under it ends, or has ended;
			       0: it may still be closed under */
};

/* Looks at all of it.  Returns 0 or -1. */
int retirement_look(const struct desk *desk, const char *id,
    struct retirement *retirement, struct err *err);

/* Whether nothing needs it any more; with "withdraw", but for secrets. */
bool retirement_may(
    const struct retirement *retirement, int64_t now, bool withdraw);

/*
 * Ends what was made under it: start codes and recovery codes are removed, and
 * an event tells of it.  The links end when the key file no longer has it.
 * Once more is fine.  Returns 0 or -1.
 */
int retirement_make(const struct desk *desk, const char *id, struct err *err);

#endif
