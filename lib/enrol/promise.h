#ifndef ENROL_PROMISE_H
#define ENROL_PROMISE_H

#include <stdint.h>

#include "config/config.h"
#include "model.h"

/* Whether a person may promise a day on which to do it, and if not, why. */
enum promise {
	PROMISE_OPEN,
	PROMISE_DONE,  /* has a second factor */
	PROMISE_SPENT, /* has promised as often as snooze.times allows */
	PROMISE_NEAR   /* the deadline is nearer than snooze.margin */
};

/* Days of base/day.h, both included, and how many promises are left. */
struct promise_room {
	int64_t first, last;
	int64_t left;
};

/* "room" is filled whatever the result is. */
enum promise promise_room(const struct config *config,
    const struct person *person, int64_t today, struct promise_room *room);

/* The promised day as it holds (ladder.h), if it is still to come; else 0. */
int64_t promise_ahead(
    const struct config *config, const struct person *person, int64_t today);

/*
 * The days to choose from: up to PROMISE_CHOICES within the room on which mail
 * goes to the person by "send", so that the reminder comes on the day itself;
 * the nearest ones, one a week later, one two weeks later, and the last.
 * Returns how many.
 */
#define PROMISE_CHOICES 6
size_t promise_choices(const struct send *send, const struct promise_room *room,
    int64_t days[PROMISE_CHOICES]);

#endif
