#ifndef STORE_PROGRESS_H
#define STORE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"
#include "store/advice.h"

/* At what moment, and since when, it is asked how far people are. */
struct period {
	int64_t before; /* Unix seconds, exclusive */
	int64_t at;     /* Unix seconds, inclusive */
	int64_t day;    /* of "at"; exemptions are by day */
};

/* How far people are, as far as the store still knows. */
struct progress {
	int64_t people;      /* who had not left */
	int64_t enrolled;    /* of them */
	int64_t gained;      /* of the enrolled: since "before" */
	int64_t exempt;      /* not enrolled, and nothing is asked of them */
	int64_t begun;       /* looked at the pages, and not enrolled */
	int64_t unreachable; /* not enrolled, and no mail reaches them */
	int64_t unheard;     /* not enrolled nor begun, and never reached */
	int64_t told;    /* workers who were sent something, enrolled or not */
	int64_t leaders; /* administrators, and who of them enrolled */
	int64_t leaders_enrolled;
};

/* Who has to enrol yet. */
int64_t progress_missing(const struct progress *progress);

/* What is to be done next. */
enum advice progress_advice(const struct progress *progress);

/* In whole per cents, rounded down: 100 is everybody. */
int64_t progress_percent(const struct progress *progress);

/* Of one organisation.  Returns 0 or -1. */
int progress_of(struct db *db, int64_t organisation,
    const struct period *period, struct progress *progress, struct err *err);

/*
 * Of every organisation with people, the most missing first; each row is read
 * with progress_row.  NULL with "err".
 */
struct db_rows *progress_by_organisation(
    struct db *db, const struct period *period, struct err *err);
void progress_row(struct db_rows *rows, struct organisation *organisation,
    struct progress *progress);

void progress_add(struct progress *sum, const struct progress *progress);

/* Somebody who has to enrol yet. */
struct straggler {
	int64_t id;
	const char *ref, *name; /* live until the next row */
	enum person_state state;
	int64_t promised_day; /* 0: none */
	bool unreachable;     /* no mailbox, or it does not exist */
};

/* Those of an organisation, by name, the same way. */
struct db_rows *progress_stragglers(struct db *db, int64_t organisation,
    const struct period *period, struct err *err);
void progress_straggler(struct db_rows *rows, struct straggler *straggler);

#endif
