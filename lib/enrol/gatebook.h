#ifndef ENROL_GATEBOOK_H
#define ENROL_GATEBOOK_H

#include "base/err.h"
#include "enrol/desk.h"
#include "enrol/footing.h"
#include "store/lookup.h"

/*
 * The gate's book: the footing of everyone in the campaign, in memory, so that
 * a login needs no look in the database.
 *
 * Whatever changes somebody's footing leaves an event of that person's, or of
 * nobody's in particular, in the same transaction (store/event.h).  So an entry
 * holds until such an event is committed, whoever does that, and for not one
 * answer longer.  Of whom there is none that holds is looked up in the
 * database, and entered.
 *
 * A person takes some 120 bytes.  Threads may share a book.
 */
struct gatebook;

/*
 * An empty book with room for the people who are in the database.  Returns 0,
 * or -1 with "err".  Free with gatebook_free.
 */
int gatebook_make(struct db *db, struct gatebook **book, struct err *err);
void gatebook_free(struct gatebook *book);

/*
 * The footing of the person with that "ref".  The desk's database holds a state
 * (db_state), or else, and with a NULL book, the book is neither read nor
 * written.  "err" is for LOOKUP_FAILED.
 */
enum lookup gatebook_find(struct gatebook *book, const struct desk *desk,
    const char *ref, struct footing *footing, struct err *err);

/*
 * Makes room for everyone who is in the database by now; what is in the book
 * may be lost.  Returns 0, or -1 with "err", and then the book can be used all
 * the same.
 */
int gatebook_make_room(struct gatebook *book, struct db *db, struct err *err);

/*
 * Enters the first GATEBOOK_PART people behind the row id "after", from a
 * database that holds a state, and sets "after" to the last of them.  Returns
 * how many there were, or -1 with "err".
 */
#define GATEBOOK_PART 500
int gatebook_enter(struct gatebook *book, const struct desk *desk,
    int64_t *after, struct err *err);

/* The event because of which all that was entered before holds no longer. */
int64_t gatebook_begins(const struct gatebook *book);

#endif
