#ifndef REPORT_CURVE_H
#define REPORT_CURVE_H

#include "base/span.h"
#include "report/adoption.h"

/*
 * The curve of a campaign by day, and that of one organisation by week, while
 * people are counted one by one.
 */
struct curve {
	struct span span;
	size_t week_count;           /* the last one ends today */
	struct adoption_point *days; /* changes; one more than there are */
	struct adoption_point *weeks;
};

/* From the day "first" to "today".  Returns 0 or -1.  Free with curve_free. */
int curve_init(
    struct curve *curve, int64_t first, int64_t today, struct err *err);
void curve_free(struct curve *curve);

/* One person, who came, and maybe enrolled, and maybe left. */
void curve_add(struct curve *curve, const struct census_person *person);

/* Adds the days that another curve of the same days has. */
void curve_join(struct curve *curve, const struct curve *other);

/* What there was at the end of each day: "span.days" points. */
void curve_days(const struct curve *curve, struct adoption_point *points);

/*
 * The same of the weeks, "week_count" points, or nothing for NULL; the next
 * organisation's begin anew.
 */
void curve_end_weeks(struct curve *curve, struct adoption_point *points);

#endif
