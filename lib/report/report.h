#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"
#include "report/adoption.h"
#include "report/forecast.h"

/* What a report tells, in whatever form: the figures and what they foresee. */
struct report {
	const struct config *config;
	coming_calendar *calendar;
	struct adoption adoption;
	struct forecast forecast;
};

/*
 * Counts and foresees, of everyone or with "ref" not NULL of an organisation.
 * Returns 0 and the report, to free with report_free; or -1 with "err" (see
 * adoption_count), and then it is empty.
 */
int report_make(struct db *db, const struct config *config,
    coming_calendar *calendar, const char *ref, int64_t now,
    struct report *report, struct err *err);
void report_free(struct report *report);

/* Within how many days something was done that took so many whole hours. */
int64_t report_days(int64_t hours);

/* 0 when all that was written is in "out"; or -1 with "err" (ERR_INTERNAL). */
int report_fits(const struct buf *out, struct err *err);

#endif
