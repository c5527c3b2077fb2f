#include <stdlib.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/span.h"

int
span_init(struct span *span, int64_t first, int64_t last, struct err *err)
{
	size_t i;

	span->first = first;
	span->days = last < first ? 1 : (size_t)(last - first) + 1;
	span->starts = malloc((span->days + 1) * sizeof(*span->starts));
	if (span->starts == NULL)
		return err_memory(err);
	for (i = 0; i <= span->days; i++)
		span->starts[i] = day_at(first + (int64_t)i, 0);
	return 0;
}

void
span_free(struct span *span)
{
	free(span->starts);
	span->starts = NULL;
}

size_t
span_of_day(const struct span *span, int64_t day)
{
	if (day < span->first)
		return 0;
	if (day - span->first >= (int64_t)span->days)
		return span->days;
	return (size_t)(day - span->first);
}

size_t
span_of(const struct span *span, int64_t instant)
{
	size_t i;

	if (instant < span->starts[0])
		return 0;
	if (instant >= span->starts[span->days])
		return span->days;
	/* Days have 23 to 25 hours: the guess is off by one at most. */
	i = (size_t)((instant - span->starts[0]) / CLOCK_DAY);
	while (i > 0 && instant < span->starts[i])
		i--;
	while (instant >= span->starts[i + 1])
		i++;
	return i;
}
