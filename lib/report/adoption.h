#ifndef REPORT_ADOPTION_H
#define REPORT_ADOPTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "model.h"
#include "store/tally.h"

struct adoption_line {
	struct organisation organisation;
	struct tally tally;
};

/* How far a campaign is, at one moment. */
struct adoption {
	int64_t as_of;        /* Unix seconds */
	int64_t today;        /* day of it */
	int64_t deadline_day; /* of the campaign; waves have their own */
	int64_t days_left;    /* negative after the deadline */
	struct tally total;
	struct adoption_line *organisations; /* the lowest percentage first */
	size_t count;
};

/*
 * Counts everyone, or with "ref" not NULL the people of that organisation.
 * Returns 0, and the adoption to free with adoption_free; or -1 with "err"
 * (ERR_DATA when there is no such organisation), and then it is empty.
 */
int adoption_count(struct db *db, const struct config *config, const char *ref,
    int64_t now, struct adoption *adoption, struct err *err);
void adoption_free(struct adoption *adoption);

/*
 * The part that is enrolled in tenths of a percent, 0 to 1000, rounded down: a
 * hundred percent means everyone.  0 when there is nobody.
 */
int adoption_tenths(const struct tally *tally);

#endif
