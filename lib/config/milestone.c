#include <string.h>

#include "base/text.h"
#include "config/config.h"
#include "config/milestone.h"
#include "config/moment.h"

#define MOMENT_SIZE 32 /* bytes; "deadline-3660d" is the longest */

/* Reads "deadline-14d=72%"; -1 when it is none. */
static int
parse(const char *text, struct reference_point *point)
{
	const char *equals = strchr(text, '=');
	char moment[MOMENT_SIZE], percent[8];
	size_t len;

	if (equals == NULL || (size_t)(equals - text) >= sizeof(moment))
		return -1;
	memcpy(moment, text, (size_t)(equals - text));
	moment[equals - text] = '\0';
	len = strlen(equals + 1);
	if (len < 2 || len >= sizeof(percent) || equals[len] != '%')
		return -1;
	memcpy(percent, equals + 1, len - 1);
	percent[len - 1] = '\0';
	if (moment_parse(moment, &point->at) == -1 ||
	    text_number(percent, 0, 100, &point->percent) == -1)
		return -1;
	/* Within the campaign, whatever its length. */
	if (point->at.anchor == ANCHOR_START)
		return point->at.days >= 0 ? 0 : -1;
	return point->at.anchor == ANCHOR_DEADLINE && point->at.days <= 0 ? 0
									  : -1;
}

static bool
is_after(const struct reference_point *a, const struct reference_point *b)
{
	if (a->at.anchor != b->at.anchor)
		return a->at.anchor == ANCHOR_DEADLINE;
	return a->at.days > b->at.days;
}

void
milestone_points(const struct place *place, void *field)
{
	struct reference_point *points =
	    keep_get(place->keep, place->setting->count * sizeof(*points));
	const struct value *value;
	size_t i = 0;

	if (points == NULL)
		return;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		if (parse(value->text, &points[i]) == -1)
			place_wrong(place, value,
			    "expected a day between \"start\" and "
			    "\"deadline\", = and a percentage, for example "
			    "\"deadline-14d=72%%\"");
		else if (i > 0 && !is_after(&points[i], &points[i - 1]))
			place_wrong(place, value,
			    "is not after the day before it; write them in "
			    "the order of time");
		else if (i > 0 && points[i].percent < points[i - 1].percent)
			place_wrong(place, value,
			    "is less than on the day before it; nobody loses "
			    "what they have");
		else
			i++;
	}
	*(const struct reference_point **)field = points;
	*place->count = i;
}
