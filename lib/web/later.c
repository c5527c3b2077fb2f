#include <stdio.h>

#include "base/day.h"
#include "enrol/arrangement.h"
#include "enrol/promise.h"
#include "schedule/almanac.h"
#include "schedule/ladder.h"
#include "web/later.h"
#include "web/linked.h"
#include "web/page.h"

#define FIELD "day"
#define PATH_SIZE 192 /* bytes of "/later/" and a token */

/* How it stands with somebody's promises. */
struct prospect {
	enum promise promise;
	struct promise_room room;
	int64_t days[PROMISE_CHOICES]; /* to choose from */
	size_t count;
	int64_t promised; /* a day to come, else 0 */
	int64_t deadline;
	bool refused; /* what was sent is no day to choose */
};

/* By the calendar of the person's institution. */
static int
choose(const struct call *call, const struct person *person,
    struct prospect *prospect, struct err *err)
{
	struct almanac *almanac;

	if (prospect->promise != PROMISE_OPEN)
		return 0;
	if (almanac_read(call->desk.db, call->web->config, &almanac, err) == -1)
		return -1;
	prospect->count =
	    promise_choices(almanac_of(almanac, person->organisation),
		&prospect->room, prospect->days);
	almanac_free(almanac);
	return 0;
}

static int
look(const struct call *call, const struct person *person,
    struct prospect *prospect, struct err *err)
{
	const struct config *config = call->web->config;
	int64_t today = day_of(call->desk.now);

	prospect->promise =
	    promise_room(config, person, today, &prospect->room);
	prospect->deadline = ladder_deadline_day(config, person);
	prospect->promised = promise_ahead(config, person, today);
	return choose(call, person, prospect, err);
}

/* The days to press, but for the one that is promised already. */
static void
add_days(struct page *page, const struct prospect *prospect)
{
	struct value *list = value_set_list(page->data, "days"), *item;
	char text[DAY_TEXT_SIZE];
	size_t i, added = 0;
	int64_t day;

	value_set_bool(page->data, "choose", false);
	for (i = 0; i < prospect->count; i++) {
		day = prospect->days[i];
		if (day == prospect->promised)
			continue;
		if (added++ == 0)
			value_set_bool(page->data, "choose", true);
		item = value_add_object(list);
		day_text(day, text);
		value_set(item, "value", text);
		page_day(page, item, "words", day);
		value_set_bool(item, "tomorrow", day == prospect->room.first);
	}
}

static void
fill(struct page *page, const struct prospect *prospect, const char *token)
{
	value_set(page->data, "token", token);
	value_set_bool(page->data, "error", prospect->refused);
	value_set_bool(page->data, "spent", prospect->promise == PROMISE_SPENT);
	value_set_bool(page->data, "last", prospect->room.left == 1);
	page_day(page, page->data, "deadline", prospect->deadline);
	value_set(page->data, "promised", "");
	if (prospect->promised != 0)
		page_day(page, page->data, "promised", prospect->promised);
	add_days(page, prospect);
}

static int
show(const struct call *call, const struct person *person, bool refused,
    struct answer *answer, struct err *err)
{
	struct prospect prospect = {.refused = refused};
	struct page page;

	if (look(call, person, &prospect, err) == -1 ||
	    page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	page_aid_of(&page, call->parameter);
	fill(&page, &prospect, call->parameter);
	return page_send(
	    &page, refused ? 422 : 200, "page-later.html", "", answer, err);
}

/* Makes the promise, and shows what is agreed now. */
static int
promise(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	struct arrangement arrangement = {
	    .kind = EXCEPTION_PROMISE, .person = person, .reason = "by link"};
	char path[PATH_SIZE];

	if (typed == NULL || day_parse(typed, &arrangement.day) == -1)
		return show(call, person, true, answer, err);
	if (arrangement_make(&call->desk, &arrangement, err) == -1) {
		if (err->kind != ERR_DATA)
			return -1;
		return show(call, person, true, answer, err);
	}
	snprintf(path, sizeof(path), "/later/%s", call->parameter);
	page_redirect(call, path, answer);
	return 0;
}

static int
show_days(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err)
{
	return show(call, person, false, answer, err);
}

int
later_page(const struct call *call, struct answer *answer, struct err *err)
{
	return linked_run(call, false, show_days, answer, err);
}

int
later_chosen(const struct call *call, struct answer *answer, struct err *err)
{
	return linked_run(call, false, promise, answer, err);
}

int
later_specimen(struct page *page, unsigned int state, struct err *err)
{
	static const enum promise promises[] = {
	    PROMISE_OPEN, PROMISE_OPEN, PROMISE_SPENT, PROMISE_NEAR};
	int64_t today = day_of(page->call->desk.now);
	const struct prospect prospect = {.promise = promises[state % 4],
	    .room = {today + 1, today + 30, state % 4 == 1 ? 2 : 1},
	    .days = {today + 1, today + 3, today + 8},
	    .count = promises[state % 4] == PROMISE_OPEN ? 3 : 0,
	    .promised = state & 1 ? today + 3 : 0,
	    .deadline = today + 37,
	    .refused = state >= 4};

	(void)err;
	fill(page, &prospect, "token");
	return 0;
}
