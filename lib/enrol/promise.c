#include "base/day.h"
#include "enrol/promise.h"
#include "schedule/calendar.h"
#include "schedule/ladder.h"

#define NEAREST 3 /* choices in the days to come */

enum promise
promise_room(const struct config *config, const struct person *person,
    int64_t today, struct promise_room *room)
{
	const struct snooze *snooze = &config->snooze;

	room->first = today + 1;
	room->last = ladder_deadline_day(config, person) - snooze->margin;
	room->left = snooze->times - person->promises;
	if (room->left < 0)
		room->left = 0;
	if (person->enrolled_at != 0)
		return PROMISE_DONE;
	if (room->left == 0)
		return PROMISE_SPENT;
	return room->last < room->first ? PROMISE_NEAR : PROMISE_OPEN;
}

int64_t
promise_ahead(
    const struct config *config, const struct person *person, int64_t today)
{
	int64_t day = ladder_promised_day(config, person);

	return day > today ? day : 0;
}

/* Adds the first sending day from "day" on, if it is there and a new one. */
static size_t
add(const struct send *send, const struct promise_room *room, int64_t day,
    int64_t days[PROMISE_CHOICES], size_t count)
{
	day = calendar_sending_day(send, day);
	if (day <= room->last && (count == 0 || day > days[count - 1]))
		days[count++] = day;
	return count;
}

/* The last sending day there is; "after" when it would be earlier. */
static int64_t
last_day(
    const struct send *send, const struct promise_room *room, int64_t after)
{
	int64_t day = room->last;

	while (day > after && !calendar_is_sending_day(send, day))
		day--;
	return day;
}

size_t
promise_choices(const struct send *send, const struct promise_room *room,
    int64_t days[PROMISE_CHOICES])
{
	int64_t day = room->first;
	size_t count = 0, before;

	while (count < NEAREST) {
		before = count;
		count = add(send, room, day, days, count);
		if (count == before)
			return count;
		day = days[count - 1] + 1;
	}
	count = add(send, room, room->first + DAY_WEEK, days, count);
	count = add(send, room, room->first + 2 * DAY_WEEK, days, count);
	return add(
	    send, room, last_day(send, room, days[count - 1]), days, count);
}
