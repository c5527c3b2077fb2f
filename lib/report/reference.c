#include <math.h>

#include "report/reference.h"

/* The model case of the design. */
static const struct reference_point model_case[] = {
    {{ANCHOR_START, 0}, 25},
    {{ANCHOR_DEADLINE, -14}, 72},
    {{ANCHOR_DEADLINE, 0}, 100},
};
#define MODEL_POINTS (sizeof(model_case) / sizeof(model_case[0]))

static int64_t
day_of_point(
    const struct reference_point *point, int64_t start, int64_t deadline)
{
	return point->at.days +
	    (point->at.anchor == ANCHOR_START ? start : deadline);
}

/* The share on a day, in a straight line from one point to the next. */
static double
share(const struct reference_point *points, size_t count, int64_t start,
    int64_t deadline, int64_t day)
{
	const struct reference_point *before = points, *p;
	int64_t from = day_of_point(before, start, deadline), to;

	if (day <= from)
		return (double)before->percent / 100;
	for (p = points + 1; p < points + count; p++) {
		to = day_of_point(p, start, deadline);
		if (day <= to)
			return ((double)before->percent +
				   (double)(p->percent - before->percent) *
				       (double)(day - from) /
				       (double)(to - from)) /
			    100;
		/* A short campaign may have no room for all of them. */
		if (to > from) {
			before = p;
			from = to;
		}
	}
	return (double)before->percent / 100;
}

double
reference_left(
    const struct config *config, int64_t start, int64_t deadline, int64_t day)
{
	const struct reference_point *points = config->forecast.reference;
	size_t count = config->forecast.reference_count;
	double at_start;

	if (count == 0) {
		points = model_case;
		count = MODEL_POINTS;
	}
	at_start = share(points, count, start, deadline, start);
	if (day <= start || at_start >= 1)
		return day < deadline ? 1 : 0;
	return (1 - share(points, count, start, deadline, day)) /
	    (1 - at_start);
}

double
reference_daily(
    const struct config *config, int64_t start, int64_t deadline, int64_t day)
{
	double before = reference_left(config, start, deadline, day - 1);
	double after = reference_left(config, start, deadline, day);
	double part = before <= 0 ? 1 : 1 - after / before;

	return part > REFERENCE_DAILY ? REFERENCE_DAILY : part;
}
