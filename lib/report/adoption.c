#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "report/adoption.h"
#include "report/mailing.h"
#include "report/muster.h"
#include "store/organisation.h"

#define CURVE_DAYS 3660 /* that a report looks back at most */

/* Of equal percentages the one with the most people still to go comes first. */
static int
compare(const void *a, const void *b)
{
	const struct adoption_line *left = a, *right = b;
	const struct headcount *l = &left->people, *r = &right->people;
	int64_t first = l->states[STATE_ENROLLED] * r->population;
	int64_t second = r->states[STATE_ENROLLED] * l->population;
	int names;

	if (first != second)
		return first < second ? -1 : 1;
	if (l->population != r->population)
		return l->population > r->population ? -1 : 1;
	names = strcmp(left->organisation.name, right->organisation.name);
	if (names != 0)
		return names;
	return strcmp(left->organisation.ref, right->organisation.ref);
}

/* The first day of the campaign and its waves. */
static int64_t
start_of(const struct config *config)
{
	int64_t first = config->campaign.start_day;
	size_t i;

	for (i = 0; i < config->wave_count; i++) {
		if (config->waves[i].start_day < first)
			first = config->waves[i].start_day;
	}
	return first;
}

int
adoption_count(struct db *db, const struct config *config, const char *ref,
    int64_t now, struct adoption *adoption, struct err *err)
{
	struct organisation organisation = {.id = 0};
	int64_t today = day_of(now), start = start_of(config);
	int64_t first = start < today ? start : today;

	*adoption = (struct adoption){
	    .as_of = now,
	    .today = today,
	    .start_day = start,
	    .first_day =
		first < today - CURVE_DAYS ? today - CURVE_DAYS : first,
	    .deadline_day = config->campaign.deadline_day,
	    .days_left = config->campaign.deadline_day - today,
	};
	if ((ref != NULL &&
		organisation_named(db, ref, &organisation, err) == -1) ||
	    muster_take(db, config, organisation.id, adoption, err) == -1 ||
	    mailing_take(db, organisation.id, adoption, err) == -1) {
		adoption_free(adoption);
		return -1;
	}
	if (adoption->count > 1)
		qsort(adoption->organisations, adoption->count,
		    sizeof(*adoption->organisations), compare);
	return 0;
}

void
adoption_free(struct adoption *adoption)
{
	size_t i;

	for (i = 0; i < adoption->count; i++)
		free(adoption->organisations[i].weeks);
	free(adoption->organisations);
	free(adoption->waves);
	free(adoption->days);
	free(adoption->methods);
	free(adoption->led);
	free(adoption->stages);
	free(adoption->dispatches);
	*adoption = (struct adoption){.organisations = NULL};
}
