#ifndef STORE_EXCEPTION_H
#define STORE_EXCEPTION_H

#include <stdint.h>

#include "base/err.h"
#include "db/db.h"

enum exception_kind {
	EXCEPTION_EXTENSION, /* a deadline of its own, on "day" */
	EXCEPTION_EXEMPTION, /* nothing is asked up to and including "day" */
	EXCEPTION_PROMISE    /* chosen by the person to do it on; of a person */
};

/* An agreement with a person, or with an organisation and all its people. */
struct exception {
	enum exception_kind kind;
	int64_t person;       /* id; 0: of an organisation */
	int64_t organisation; /* id; 0: of a person */
	int64_t day;          /* 0: it is taken back */
	const char *reason;
	const char *author;
	int64_t at;
};

/*
 * Notes an agreement, which takes the place of an earlier one of its kind; who
 * it is about is looked at by the next run.  Within a transaction.  Returns 0
 * or -1.
 */
int exception_add(
    struct db *db, const struct exception *exception, struct err *err);

/* As it stands in the store. */
const char *exception_name(enum exception_kind kind);

/*
 * Those of a person and of the organisation, oldest first; each row is read
 * with exception_row, whose texts live until the next row.  NULL with "err".
 */
struct db_rows *exception_of(
    struct db *db, int64_t person, int64_t organisation, struct err *err);
void exception_row(struct db_rows *rows, struct exception *exception);

#endif
