#ifndef REPORT_FORECAST_H
#define REPORT_FORECAST_H

#include "config/config.h"
#include "report/adoption.h"
#include "report/coming.h"
#include "report/range.h"

struct forecast_line {
	const struct adoption_line *line;
	struct range range; /* on the last day before its deadline */
	int64_t missing;    /* people expected to have none then */
	bool at_risk;       /* expected below the target */
	enum advice next;   /* while it is at risk */
};

/*
 * How the campaign stands when the obligation comes, at the end of the last day
 * before the deadline, if it goes on as it went.  twofold(1) tells the method.
 */
struct forecast {
	int64_t day; /* that last day */
	struct range total;
	struct range *days; /* from tomorrow to that day; the band */
	size_t day_count;
	double *plan; /* the reference, from the first day of the curve to
			the deadline */
	size_t plan_count;
	struct forecast_line *lines; /* of all organisations: at risk first,
					then by people missing, most first */
	size_t count;
	size_t at_risk; /* how many of them are */
	int64_t target; /* percent */
};

/*
 * Makes the forecast; the adoption has to outlive it.  Returns 0, and then it
 * is freed with forecast_free; or -1 with "err".
 */
int forecast_make(const struct adoption *adoption, const struct config *config,
    coming_calendar *calendar, struct forecast *forecast, struct err *err);
void forecast_free(struct forecast *forecast);

/*
 * A share as people read it, in whole percents or in tenths of them: rounded,
 * but a hundred percent is everyone.
 */
int forecast_percent(double share);
int forecast_tenths(double share);

#endif
