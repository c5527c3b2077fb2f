#include "schedule/ration.h"

#define WEEK_MASK ((1U << RATION_WEEK) - 1)
#define FIELD_MASK ((UINT64_C(1) << RATION_BITS) - 1)
#define LAG_MAX ((INT64_C(1) << (RATION_BITS - RATION_WEEK)) - 1)

/* What was said by one channel. */
struct talk {
	int64_t day;   /* the last; counts when there is a day in "week" */
	uint64_t week; /* bit 0 for that day, bit 1 for the day before, ... */
};

static struct talk
talk_of(const struct person *person, enum channel channel)
{
	uint64_t field =
	    (uint64_t)person->said >> (channel * RATION_BITS) & FIELD_MASK;

	return (struct talk){person->said_day - (int64_t)(field >> RATION_WEEK),
	    field & WEEK_MASK};
}

/* The days of the channel as seen from "day", of which bit 0 is. */
static uint64_t
week_before(const struct talk *talk, int64_t day)
{
	int64_t later = day - talk->day;

	if (later >= RATION_WEEK || later <= -RATION_WEEK)
		return 0;
	return later >= 0 ? talk->week << later & WEEK_MASK
			  : talk->week >> -later;
}

bool
ration_allows(const struct person *person, enum channel channel, int64_t day,
    int64_t per_week)
{
	struct talk talk = talk_of(person, channel);
	uint64_t week = week_before(&talk, day);
	int64_t said = 0, i;

	for (i = 0; i < RATION_WEEK; i++)
		said += (int64_t)(week >> i & 1);
	return (week & 1) == 0 && said < per_week;
}

void
ration_take(struct person *person, enum channel channel, int64_t day)
{
	struct talk talks[CHANNELS_ALL];
	int64_t last = day > person->said_day ? day : person->said_day, lag;
	uint64_t said = 0, field;
	int c;

	for (c = 0; c < CHANNELS_ALL; c++)
		talks[c] = talk_of(person, (enum channel)c);
	talks[channel].week = week_before(&talks[channel], day) | 1;
	talks[channel].day = day;
	for (c = 0; c < CHANNELS_ALL; c++) {
		lag = last - talks[c].day;
		/* What is that long ago is as good as never. */
		if (talks[c].week == 0 || lag > LAG_MAX)
			continue;
		field = (uint64_t)lag << RATION_WEEK | talks[c].week;
		said |= field << (c * RATION_BITS);
	}
	person->said = (int64_t)said;
	person->said_day = last;
}
