#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "report/mailing.h"
#include "store/outreach.h"

static const char *const call_names[ADOPTION_CALLS] = {
    "reached", "no-answer", "wrong-number", "refused", "other"};

const char *
adoption_call_name(enum adoption_call call)
{
	return call_names[call];
}

/* Room for one more at the end of a list; NULL without memory. */
static void *
one_more(void *list, size_t count, size_t size)
{
	/* At powers of two it is full. */
	if (count != 0 && (count & (count - 1)) != 0)
		return list;
	return realloc(list, (count == 0 ? 1 : count * 2) * size);
}

/* The stage's place in the list, to which it may be added; -1. */
static int
stage_at(struct adoption *a, const char *name, const char *channel,
    size_t *place, struct err *err)
{
	struct adoption_stage *stages, *stage;
	size_t i;

	for (i = 0; i < a->stage_count; i++) {
		if (text_same(a->stages[i].name, name) &&
		    text_same(a->stages[i].channel, channel)) {
			*place = i;
			return 0;
		}
	}
	stages = one_more(a->stages, a->stage_count, sizeof(*stages));
	if (stages == NULL)
		return err_memory(err);
	a->stages = stages;
	*place = a->stage_count++;
	stage = &stages[*place];
	*stage = (struct adoption_stage){.sent = 0};
	snprintf(stage->name, sizeof(stage->name), "%s", name);
	snprintf(stage->channel, sizeof(stage->channel), "%s", channel);
	return 0;
}

/* To the day of the stage; of one organisation they come in any order. */
static int
add_dispatch(
    struct adoption *a, const struct outreach *o, size_t stage, struct err *err)
{
	struct adoption_dispatch *list;
	size_t i;

	for (i = a->dispatch_count; i > 0; i--) {
		if (a->dispatches[i - 1].day == o->day &&
		    a->dispatches[i - 1].stage == stage) {
			a->dispatches[i - 1].sent += o->sent;
			return 0;
		}
		if (o->at == 0 && a->dispatches[i - 1].day != o->day)
			break;
	}
	list = one_more(a->dispatches, a->dispatch_count, sizeof(*list));
	if (list == NULL)
		return err_memory(err);
	a->dispatches = list;
	list[a->dispatch_count++] =
	    (struct adoption_dispatch){o->day, stage, o->sent};
	return 0;
}

static int
take_sent(
    struct db *db, int64_t organisation, struct adoption *a, struct err *err)
{
	struct db_rows *rows = organisation == 0
	    ? outreach_all(db, err)
	    : outreach_of(db, organisation, err);
	struct adoption_stage *stage;
	struct outreach o;
	size_t place = 0;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		outreach_row(rows, &o);
		if (model_is_notice(o.stage))
			continue;
		if (stage_at(a, o.stage, o.channel, &place, err) == -1 ||
		    add_dispatch(a, &o, place, err) == -1) {
			more = -1;
			break;
		}
		stage = &a->stages[place];
		stage->sent += o.sent;
		stage->followed += o.followed;
		if (o.day + OUTREACH_DAYS >= a->today)
			continue;
		stage->settled += o.sent;
		stage->settled_followed += o.followed;
	}
	db_end(rows);
	return more;
}

static int
take_troubles(
    struct db *db, int64_t organisation, struct adoption *a, struct err *err)
{
	int64_t settled = day_at(a->today - OUTREACH_DAYS, 0);
	struct db_rows *rows =
	    outreach_troubles(db, organisation, settled, err);
	struct adoption_stage *stage;
	const char *name;
	size_t place = 0;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		name = db_column_text(rows, 0);
		if (model_is_notice(name))
			continue;
		if (stage_at(a, name, db_column_text(rows, 1), &place, err) ==
		    -1) {
			more = -1;
			break;
		}
		stage = &a->stages[place];
		stage->bounced += db_column_int(rows, 2);
		stage->settled -= db_column_int(rows, 3);
		stage->failed += db_column_int(rows, 4);
	}
	db_end(rows);
	return more;
}

/* Which outcome a detail such as "no-answer: a note" begins with. */
static enum adoption_call
call_of(const char *detail)
{
	size_t len = strcspn(detail, ":");
	int call;

	for (call = 0; call < CALL_OTHER; call++) {
		if (strlen(call_names[call]) == len &&
		    strncmp(detail, call_names[call], len) == 0)
			break;
	}
	return (enum adoption_call)call;
}

static int
take_calls(
    struct db *db, int64_t organisation, struct adoption *a, struct err *err)
{
	struct db_rows *rows = outreach_calls(db, organisation, err);
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1)
		a->calls[call_of(db_column_text(rows, 0))] +=
		    db_column_int(rows, 1);
	db_end(rows);
	return more;
}

/* A stage, since when it was sent by any channel, and where it stood. */
struct turn {
	struct adoption_stage stage;
	int64_t first;
	size_t place;
};

static int
by_turn(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;
	int names;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	names = strcmp(x->stage.name, y->stage.name);
	return names != 0 ? names : strcmp(x->stage.channel, y->stage.channel);
}

/* Since when a stage was sent; after all others when it never was. */
static int64_t
first_day(const struct adoption *a, const char *stage)
{
	int64_t first = INT64_MAX;
	size_t i;

	for (i = 0; i < a->dispatch_count; i++) {
		if (a->dispatches[i].day < first &&
		    text_same(a->stages[a->dispatches[i].stage].name, stage))
			first = a->dispatches[i].day;
	}
	return first;
}

/* Puts the stages in the order in which they came, all channels together. */
static int
order_stages(struct adoption *a, struct err *err)
{
	struct turn *turns = calloc(a->stage_count + 1, sizeof(*turns));
	size_t *places = calloc(a->stage_count + 1, sizeof(*places)), i;

	if (turns == NULL || places == NULL) {
		free(turns);
		free(places);
		return err_memory(err);
	}
	for (i = 0; i < a->stage_count; i++)
		turns[i] = (struct turn){
		    a->stages[i], first_day(a, a->stages[i].name), i};
	qsort(turns, a->stage_count, sizeof(*turns), by_turn);
	for (i = 0; i < a->stage_count; i++) {
		a->stages[i] = turns[i].stage;
		places[turns[i].place] = i;
	}
	for (i = 0; i < a->dispatch_count; i++)
		a->dispatches[i].stage = places[a->dispatches[i].stage];
	free(turns);
	free(places);
	return 0;
}

static int
by_day(const void *a, const void *b)
{
	const struct adoption_dispatch *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->stage > y->stage) - (x->stage < y->stage);
}

int
mailing_take(struct db *db, int64_t organisation, struct adoption *adoption,
    struct err *err)
{
	if (take_sent(db, organisation, adoption, err) == -1 ||
	    take_troubles(db, organisation, adoption, err) == -1 ||
	    take_calls(db, organisation, adoption, err) == -1 ||
	    order_stages(adoption, err) == -1)
		return -1;
	if (adoption->dispatch_count > 1)
		qsort(adoption->dispatches, adoption->dispatch_count,
		    sizeof(*adoption->dispatches), by_day);
	return 0;
}
