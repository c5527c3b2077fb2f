#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "report/curve.h"

int
curve_init(struct curve *curve, int64_t first, int64_t today, struct err *err)
{
	size_t days;

	*curve = (struct curve){.days = NULL};
	if (span_init(&curve->span, first, today, err) == -1)
		return -1;
	days = curve->span.days;
	curve->week_count = (days - 1) / DAY_WEEK + 1;
	curve->days = calloc(days + 1, sizeof(*curve->days));
	curve->weeks = calloc(curve->week_count + 1, sizeof(*curve->weeks));
	return curve->days == NULL || curve->weeks == NULL ? err_memory(err)
							   : 0;
}

void
curve_free(struct curve *curve)
{
	span_free(&curve->span);
	free(curve->days);
	free(curve->weeks);
	*curve = (struct curve){.days = NULL};
}

/* From which week on something of that day is seen. */
static size_t
week_of(const struct curve *curve, size_t day)
{
	size_t days = curve->span.days, weeks = curve->week_count;

	return day >= days ? weeks : weeks - 1 - (days - 1 - day) / DAY_WEEK;
}

/* Notes when somebody came, enrolled and left. */
static void
note(struct adoption_point *changes, size_t came, size_t enrolled, size_t left,
    bool won)
{
	if (left <= came)
		return;
	changes[came].population++;
	changes[left].population--;
	if (enrolled >= left)
		return;
	changes[enrolled].won += won;
	changes[enrolled > came ? enrolled : came].enrolled++;
	changes[left].enrolled--;
}

void
curve_add(struct curve *curve, const struct census_person *p)
{
	const struct span *span = &curve->span;
	size_t never = span->days;
	size_t came = span_of_day(span, p->joined_day);
	size_t enrolled =
	    p->enrolled_at == 0 ? never : span_of(span, p->enrolled_at);
	size_t left = p->left_at == 0 ? never : span_of(span, p->left_at);

	/* Whoever is on the list counts, also who starts to work later. */
	if (came >= span->days)
		came = span->days - 1;
	/* As does who enrolled or left in this very second. */
	note(curve->days, came, enrolled, left, enrolled > came);
	note(curve->weeks, week_of(curve, came), week_of(curve, enrolled),
	    week_of(curve, left), enrolled > came);
}

void
curve_join(struct curve *curve, const struct curve *other)
{
	size_t i;

	for (i = 0; i < curve->span.days; i++) {
		curve->days[i].population += other->days[i].population;
		curve->days[i].enrolled += other->days[i].enrolled;
		curve->days[i].won += other->days[i].won;
	}
}

/* Adds up the changes to what there was at each of "count" ends. */
static void
add_up(const struct adoption_point *changes, struct adoption_point *points,
    size_t count)
{
	struct adoption_point point = {0, 0, 0};
	size_t i;

	for (i = 0; i < count; i++) {
		point.population += changes[i].population;
		point.enrolled += changes[i].enrolled;
		point.won = changes[i].won;
		points[i] = point;
	}
}

void
curve_days(const struct curve *curve, struct adoption_point *points)
{
	add_up(curve->days, points, curve->span.days);
}

void
curve_end_weeks(struct curve *curve, struct adoption_point *points)
{
	size_t weeks = curve->week_count;

	if (points != NULL)
		add_up(curve->weeks, points, weeks);
	memset(curve->weeks, 0, (weeks + 1) * sizeof(*curve->weeks));
}
