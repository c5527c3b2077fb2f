#ifndef STORE_WEEKLY_H
#define STORE_WEEKLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/lookup.h"

/* The digest of a week: once for each day that the configuration names. */
struct weekly {
	int64_t id;
	int64_t day;    /* that was meant */
	int64_t at;     /* the moment of which it tells, in Unix seconds */
	int64_t before; /* of the one before it, a week earlier for the first */
};

/* The one of that id, and the newest. */
enum lookup weekly_get(
    struct db *db, int64_t id, struct weekly *weekly, struct err *err);
enum lookup weekly_last(struct db *db, struct weekly *weekly, struct err *err);

/* Adds one; "id" becomes the row's.  Returns 0 or -1. */
int weekly_add(struct db *db, struct weekly *weekly, struct err *err);

/*
 * Notes that an institution was congratulated ("*first" is whether it was not
 * before), or that it has people to go again.  Return 0 or -1.
 */
int weekly_rejoice(
    struct db *db, int64_t organisation, bool *first, struct err *err);
int weekly_resume(struct db *db, int64_t organisation, struct err *err);

/*
 * Who gets the whole campaign's digest is on no list.  They have numbers below
 * 0, which stand in "message" in the place of a person's id; weekly_owner gives
 * one for an address, always the same, and weekly_reader what a mail to it
 * needs.
 */
int weekly_owner(
    struct db *db, const char *email, int64_t *number, struct err *err);
enum lookup weekly_reader(
    struct db *db, int64_t number, struct person *person, struct err *err);

#endif
