#ifndef PRETEND_H
#define PRETEND_H

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "report/adoption.h"

/*
 * A campaign that is played person by person, and shares nothing with the
 * forecast: people of five kinds read some of what comes, think of it for some
 * days, hear it from colleagues; campaigns differ in whom they have, in what
 * their messages and the nearness of the deadline do, and have bad weeks.
 */
#define PRETEND_DAYS 160
#define PRETEND_TEAMS 24
#define PRETEND_PEOPLE 2400
#define PRETEND_DISPATCHES 64

struct pretend_person {
	int kind, team;
	int joined, enrolled, left; /* days, PRETEND_DAYS for never */
	int will;                   /* the day on which it does it */
	double nerve;               /* of this person alone */
};

struct pretend {
	uint64_t seed;
	int length, people;
	struct pretend_person person[PRETEND_PEOPLE];
	double mood[PRETEND_TEAMS];
	double message, urgency, rumour, weekend, slump;
	int slump_from, slump_to;
	int told[PRETEND_DISPATCHES], told_count;
	int64_t sent[PRETEND_DISPATCHES];
};

static inline double
pretend_chance(struct pretend *p)
{
	p->seed ^= p->seed << 13;
	p->seed ^= p->seed >> 7;
	p->seed ^= p->seed << 17;
	return (double)(p->seed >> 11) / 9007199254740992.0;
}

static inline double
pretend_between(struct pretend *p, double low, double high)
{
	return low + (high - low) * pretend_chance(p);
}

/* Around 1, as often half of it as twice. */
static inline double
pretend_about_one(struct pretend *p, double spread)
{
	double sum = 0;
	int i;

	for (i = 0; i < 12; i++)
		sum += pretend_chance(p);
	return exp(spread * (sum - 6));
}

/* The days of messages: announcement, reminders, the last weeks. */
static inline void
pretend_tell(struct pretend *p)
{
	int every = 10 + (int)(pretend_chance(p) * 9), day;

	p->told_count = 0;
	p->told[p->told_count++] = 1;
	p->told[p->told_count++] = 7;
	for (day = p->length - 60; day < p->length - 14; day += every) {
		if (day > 8)
			p->told[p->told_count++] = day;
	}
	for (day = p->length - 14; day < p->length; day += 3)
		p->told[p->told_count++] = day;
}

static inline void
pretend_begin(struct pretend *p, uint64_t seed)
{
	double share[5] = {0.14, 0.34, 0.26, 0.12, 0.14}, sum = 0, at, began;
	struct pretend_person *q;
	int i, k;

	memset(p, 0, sizeof(*p));
	p->seed = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	for (i = 0; i < 20; i++)
		pretend_chance(p);
	p->length = 80 + (int)(pretend_chance(p) * 60);
	p->people = 300 + (int)(pretend_chance(p) * (PRETEND_PEOPLE - 300));
	p->message = pretend_about_one(p, 0.35);
	p->urgency = pretend_about_one(p, 0.30);
	p->rumour = pretend_between(p, 0, 0.004);
	p->weekend = pretend_between(p, 0, 0.8);
	p->slump = pretend_between(p, 0.3, 1);
	p->slump_from = (int)pretend_between(p, 0, p->length);
	p->slump_to = p->slump_from + (int)pretend_between(p, 5, 20);
	began = pretend_between(p, 0.05, 0.4);
	for (i = 0; i < PRETEND_TEAMS; i++)
		p->mood[i] = pretend_about_one(p, 0.4);
	for (k = 0; k < 5; k++)
		sum += share[k] *= pretend_about_one(p, 0.4);
	for (i = 0; i < p->people; i++) {
		q = &p->person[i];
		at = pretend_chance(p) * sum;
		for (k = 0; k < 4 && at > share[k]; k++)
			at -= share[k];
		q->kind = k;
		q->team = (int)(pretend_chance(p) * PRETEND_TEAMS);
		q->nerve = pretend_about_one(p, 0.5);
		q->will = q->enrolled = q->left = PRETEND_DAYS;
		q->joined = pretend_chance(p) < 0.93
		    ? -1
		    : (int)(pretend_chance(p) * p->length);
		if (pretend_chance(p) < 0.05)
			q->left = (int)(pretend_chance(p) * p->length);
		if (pretend_chance(p) < began)
			q->enrolled = -1;
	}
	pretend_tell(p);
}

/* What one message does to somebody who has not done it. */
static inline void
pretend_read(struct pretend *p, struct pretend_person *q, int day)
{
	static const double reads[5] = {0.9, 0.8, 0.65, 0.6, 0.45};
	static const double acts[3][5] = {{0.40, 0.08, 0.04, 0.05, 0.01},
	    {0.57, 0.22, 0.19, 0.18, 0.06}, {0.85, 0.42, 0.33, 0.33, 0.18}};
	static const int waits[5] = {4, 9, 12, 12, 14};
	int moment = day > p->length - 15 ? 2 : day > 20;
	double act =
	    acts[moment][q->kind] * p->message * q->nerve * p->mood[q->team];
	int will;

	if (moment == 2)
		act *= p->urgency;
	if (day >= p->slump_from && day < p->slump_to)
		act *= p->slump;
	if (pretend_chance(p) > reads[q->kind] || pretend_chance(p) > act)
		return;
	will = day +
	    (int)(pretend_chance(p) * waits[q->kind] / (moment == 2 ? 2 : 1));
	if (will < q->will)
		q->will = will;
}

/* Plays the day; "weekday" is 0 on Mondays. */
static inline void
pretend_day(struct pretend *p, int day, int weekday)
{
	bool weekend = weekday > 4;
	struct pretend_person *q;
	int64_t done = 0, sent = 0;
	bool tells = false;
	int i, k = -1;

	for (i = 0; i < p->told_count; i++) {
		if (p->told[i] == day) {
			tells = true;
			k = i;
		}
	}
	for (i = 0; i < p->people; i++)
		done += p->person[i].enrolled < day;
	for (i = 0; i < p->people; i++) {
		q = &p->person[i];
		if (q->enrolled < PRETEND_DAYS || q->joined > day ||
		    q->left <= day)
			continue;
		sent += tells;
		if (tells)
			pretend_read(p, q, day);
		if (pretend_chance(p) < p->rumour * (double)done / p->people)
			q->will = day;
		if (q->will <= day &&
		    (!weekend || pretend_chance(p) < p->weekend))
			q->enrolled = day;
	}
	if (tells)
		p->sent[k] = sent;
}

#endif
