#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/lookup.h"

/* By the key in the host app, or by row id.  "err" is set for LOOKUP_FAILED. */
enum lookup person_find(
    struct db *db, const char *ref, struct person *person, struct err *err);
enum lookup person_get(
    struct db *db, int64_t id, struct person *person, struct err *err);

/*
 * How far along: notes the instant, unless there is one already.  Who has
 * enrolled is looked at by the next run.
 */
int person_invited(struct db *db, int64_t id, int64_t at, struct err *err);
int person_opened(struct db *db, int64_t id, int64_t at, struct err *err);
int person_started(struct db *db, int64_t id, int64_t at, struct err *err);
int person_enrolled(
    struct db *db, int64_t id, int64_t at, const char *method, struct err *err);

/*
 * A new second factor took the old one's place: enrolled as from then, with all
 * links withdrawn.
 */
int person_renewed(struct db *db, int64_t id, int64_t at, struct err *err);

/* The mailbox does not exist; another channel may be next. */
int person_unreachable(struct db *db, int64_t id, int64_t at, struct err *err);

/*
 * Not enrolled, nothing started, and all links withdrawn; "at" is noted when
 * there was an enrolment.
 */
int person_reset(struct db *db, int64_t id, int64_t at, struct err *err);

/*
 * Everyone by row id, or "most" behind one of them; each row is read with
 * person_row.  NULL with "err".
 */
struct db_rows *person_all(struct db *db, struct err *err);
struct db_rows *person_behind(
    struct db *db, int64_t id, int most, struct err *err);
void person_row(struct db_rows *rows, struct person *person);

/* Who has not left, of an organisation or for 0 of all, by organisation. */
struct db_rows *person_present(
    struct db *db, int64_t organisation, struct err *err);

/*
 * The administrators of an organisation whom a mail reaches, the same way.
 */
struct db_rows *person_admins(
    struct db *db, int64_t organisation, struct err *err);

/* How many have to enrol yet and have no identifier.  Returns 0 or -1. */
int person_unidentified(struct db *db, int64_t *count, struct err *err);

#endif
