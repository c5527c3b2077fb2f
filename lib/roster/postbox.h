#ifndef ROSTER_POSTBOX_H
#define ROSTER_POSTBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "roster/claim.h"
#include "roster/seen.h"

/* The mail addresses of one list: whose each is. */
struct postbox {
	struct db *db;
	bool may_share; /* several people may have one address */
	bool empty;     /* nobody is in the store */
	struct seen seen;
	struct buf shared; /* addresses of several, a NUL after each */
	struct claims claims;
};

void postbox_init(
    struct postbox *postbox, struct db *db, bool may_share, bool empty);
void postbox_free(struct postbox *postbox);

enum postbox_result {
	POSTBOX_FREE,
	POSTBOX_TWICE, /* a line before has it: "*earlier" */
	POSTBOX_HELD,  /* somebody in the store has it */
	POSTBOX_FAILED
};

/*
 * Whether a person may have the address that the line gives; "known" is the
 * person in the store, NULL for someone new.  Sets person->shared.
 */
enum postbox_result postbox_look(struct postbox *postbox, size_t line,
    struct person *person, const struct person *known, size_t *earlier,
    struct err *err);

/*
 * At the end, decides about the rows that were added to "claims" because their
 * address was held: those that get it are not "lost", and what they had before
 * is taken away.  Returns 0 or -1.
 */
int postbox_settle(struct postbox *postbox, struct err *err);

/* Marks who has a mailbox with others, and who no longer has.  0 or -1. */
int postbox_mark(struct postbox *postbox, struct err *err);

#endif
