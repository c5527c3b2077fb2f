#ifndef STORE_CENSUS_H
#define STORE_CENSUS_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/*
 * Everyone as the figures see them.  One index holds all of it, in the order of
 * the organisations, so that a million people are gone by in a moment.
 */
struct census_person {
	int64_t id;
	int64_t organisation; /* id */
	int64_t left_at, enrolled_at, started_at, opened_at, invited_at;
	int64_t unreachable_at;
	int64_t joined_day, exempt_until, promised_day;
	const char *wave, *method; /* as in struct person */
	enum audience audience;
	const char *led_stage, *led_channel; /* see store/outreach.h */
};

/*
 * The people of the organisations with the ids "first" to "last", by
 * organisation; each row is read with census_person, whose texts live until the
 * next row.  NULL with "err".
 */
struct db_rows *census_people(
    struct db *db, int64_t first, int64_t last, struct err *err);
void census_person(struct db_rows *rows, struct census_person *person);

/* An organisation, with what was arranged for all of it. */
struct census_organisation {
	struct organisation organisation;
	int64_t extended_day, exempt_until; /* 0: nothing */
};

/* The organisations with the ids "first" to "last".  NULL with "err". */
struct db_rows *census_organisations(
    struct db *db, int64_t first, int64_t last, struct err *err);
void census_organisation(
    struct db_rows *rows, struct census_organisation *organisation);

/* The highest ids, and so about how many there are.  Returns 0 or -1. */
struct census_size {
	int64_t people, organisations;
};
int census_size(struct db *db, struct census_size *size, struct err *err);

/*
 * The ids of the people whose second factor is blocked after too many wrong
 * codes, in ascending order: column 0.  NULL with "err".
 */
struct db_rows *census_locked(struct db *db, struct err *err);

#endif
