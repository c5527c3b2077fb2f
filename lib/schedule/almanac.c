#include <stdlib.h>

#include "schedule/almanac.h"
#include "schedule/calendar.h"
#include "store/organisation.h"

/* An organisation with a calendar of its own. */
struct entry {
	int64_t organisation; /* id */
	const struct send *send;
};

struct almanac {
	const struct config *config;
	size_t count;
	struct entry entries[]; /* by id */
};

static int
by_id(const void *a, const void *b)
{
	int64_t x = ((const struct entry *)a)->organisation;
	int64_t y = ((const struct entry *)b)->organisation;

	return (x > y) - (x < y);
}

static int
add_calendar(struct almanac *almanac, struct db *db,
    const struct calendar *calendar, struct err *err)
{
	struct organisation organisation;
	size_t i;

	for (i = 0; i < calendar->organisation_count; i++) {
		switch (organisation_find(
		    db, calendar->organisations[i], &organisation, err)) {
		case LOOKUP_FAILED:
			return -1;
		case LOOKUP_NONE:
			break;
		case LOOKUP_FOUND:
			almanac->entries[almanac->count++] =
			    (struct entry){organisation.id, &calendar->send};
			break;
		}
	}
	return 0;
}

int
almanac_read(struct db *db, const struct config *config,
    struct almanac **almanac, struct err *err)
{
	struct almanac *a;
	size_t named = 0, i;

	*almanac = NULL;
	for (i = 0; i < config->calendar_count; i++)
		named += config->calendars[i].organisation_count;
	a = calloc(1, sizeof(*a) + named * sizeof(a->entries[0]));
	if (a == NULL)
		return err_memory(err);
	a->config = config;
	for (i = 0; i < config->calendar_count; i++) {
		if (add_calendar(a, db, &config->calendars[i], err) == -1) {
			almanac_free(a);
			return -1;
		}
	}
	qsort(a->entries, a->count, sizeof(a->entries[0]), by_id);
	*almanac = a;
	return 0;
}

void
almanac_free(struct almanac *almanac)
{
	free(almanac);
}

const struct send *
almanac_of(const struct almanac *almanac, int64_t organisation)
{
	const struct entry key = {organisation, NULL};
	const struct entry *found = bsearch(&key, almanac->entries,
	    almanac->count, sizeof(almanac->entries[0]), by_id);

	return found == NULL ? &almanac->config->send : found->send;
}

int64_t
almanac_next(const struct almanac *almanac, int64_t instant)
{
	const struct config *config = almanac->config;
	int64_t next = calendar_next(&config->send, instant), other;
	size_t i;

	for (i = 0; i < config->calendar_count && next > instant; i++) {
		other = calendar_next(&config->calendars[i].send, instant);
		next = other < next ? other : next;
	}
	return next;
}
