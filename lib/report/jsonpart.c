#include <math.h>

#include "base/day.h"
#include "report/jsonpart.h"

int
jsonpart_append(json_t *array, json_t *object)
{
	return object == NULL ? -1 : json_array_append_new(array, object);
}

json_t *
jsonpart_day(int64_t day)
{
	char text[DAY_TEXT_SIZE];

	day_text(day, text);
	return json_string(text);
}

int
jsonpart_figures(json_t *object, const struct headcount *people)
{
	const struct {
		const char *name;
		int64_t number;
	} figures[] = {
	    {"population", people->population},
	    {"waiting", people->states[STATE_WAITING]},
	    {"invited", people->states[STATE_INVITED]},
	    {"opened", people->states[STATE_OPENED]},
	    {"started", people->states[STATE_STARTED]},
	    {"enrolled", people->states[STATE_ENROLLED]},
	    {"exempt", people->exempt},
	    {"snoozed", people->snoozed},
	    {"unreachable", people->unreachable},
	    {"locked", people->locked},
	    {"admins", people->admins},
	    {"admins_enrolled", people->admins_enrolled},
	    {"left", people->left},
	};
	size_t i;

	for (i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		if (json_object_set_new(object, figures[i].name,
			json_integer(figures[i].number)) == -1)
			return -1;
	}
	return json_object_set_new(
	    object, "percent", json_real(headcount_tenths(people) / 10.0));
}

double
jsonpart_percent(double share)
{
	return isfinite(share) ? forecast_tenths(share) / 10.0 : share;
}

int
jsonpart_range(json_t *object, const struct range *range)
{
	return json_object_set_new(
		   object, "low", json_real(jsonpart_percent(range->low))) |
	    json_object_set_new(object, "expected",
		json_real(jsonpart_percent(range->expected))) |
	    json_object_set_new(
		object, "high", json_real(jsonpart_percent(range->high)));
}
