#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "visitor.h"

/* The page on which to choose a day, of the same link. */
static void
later_path(const struct visitor *v, char path[PATH_SIZE])
{
	snprintf(path, PATH_SIZE, "/later/%s", v->link + strlen("/e/"));
}

static void
a_day_is_one_click_away(void **state)
{
	struct visitor *v = *state;
	char path[PATH_SIZE];

	later_path(v, path);
	get(v, v->link);
	assert_shows(v, path);
	assert_int_equal(get(v, path), 200);
	assert_shows(v, "Welke dag komt je uit?");
	assert_shows(v, "value=\"2026-10-06\"");
	assert_shows(v, "dinsdag 6 oktober 2026");
	assert_int_equal(stored(v->fixture, "fatima").promises, 0);
	post(v, path, "day=2026-10-12");
	assert_goes(v, path);
	get(v, path);
	assert_shows(v, "Afgesproken: maandag 12 oktober 2026");
	assert_shows(v, "Dit kan nog \xc3\xa9\xc3\xa9n keer.");
	assert_hides(v, "value=\"2026-10-12\"");
	assert_int_equal(
	    stored(v->fixture, "fatima").promised_day, the_day("2026-10-12"));
	get(v, v->link);
	assert_shows(v, "Je koos maandag 12 oktober 2026.");
}

static void
promises_are_capped(void **state)
{
	struct visitor *v = *state;
	char path[PATH_SIZE];

	later_path(v, path);
	post(v, path, "day=2026-10-12");
	post(v, path, "day=2026-10-19");
	get(v, path);
	assert_shows(v, "Afgesproken: maandag 19 oktober 2026");
	assert_hides(v, "name=\"day\"");
	assert_int_equal(post(v, path, "day=2026-10-26"), 422);
	assert_shows(v, "Je kunt nu geen dag meer kiezen.");
	assert_int_equal(
	    stored(v->fixture, "fatima").promised_day, the_day("2026-10-19"));
	v->clock.fixed = instant("2026-10-20T09:00");
	assert_int_equal(get(v, path), 200);
	assert_shows(v, "Doe het liefst nu");
	assert_shows(v, "Je hebt al eerder een andere dag gekozen.");
	get(v, v->link);
	assert_hides(v, path);
}

static void
days_are_those_of_the_institution(void **state)
{
	static const char *const refs[] = {"zonnehof"};
	struct visitor *v = *state;
	struct config *config = &v->fixture->config;
	const int64_t off[] = {the_day("2026-10-06")};
	struct calendar calendar = {"own", refs, 1, config->send};
	char path[PATH_SIZE];

	calendar.send.days_off = off;
	calendar.send.day_off_count = 1;
	config->calendars = &calendar;
	config->calendar_count = 1;
	later_path(v, path);
	assert_int_equal(get(v, path), 200);
	assert_hides(v, "value=\"2026-10-06\"");
	assert_shows(v, "value=\"2026-10-07\"");
	config->calendar_count = 0;
}

static void
other_days_are_refused(void **state)
{
	static const char *const fields[] = {"", "day=", "day=morgen",
	    "day=2026-10-05", "day=2026-11-25", "day=2036-01-01"};
	struct visitor *v = *state;
	char path[PATH_SIZE];
	size_t i;

	later_path(v, path);
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		assert_int_equal(post(v, path, fields[i]), 422);
		assert_shows(v, "<title>Fout: ");
		assert_shows(v, "Kies een dag uit de lijst.");
	}
	assert_int_equal(stored(v->fixture, "fatima").promises, 0);
}

/* The deadline came nearer: a promise that is over is not agreed. */
static void
a_promise_ends_with_the_room_for_it(void **state)
{
	struct visitor *v = *state;
	char path[PATH_SIZE];

	later_path(v, path);
	post(v, path, "day=2026-10-12");
	v->fixture->config.campaign.deadline_day = the_day("2026-10-08");
	get(v, v->link);
	assert_hides(v, "Je koos");
	assert_int_equal(get(v, path), 200);
	assert_hides(v, "Afgesproken");
	assert_shows(v, "Doe het liefst nu");
}

static void
who_may_not_is_told_or_refused(void **state)
{
	struct visitor *v = *state;
	char path[PATH_SIZE];

	later_path(v, path);
	assert_int_equal(
	    send_request(v, "POST", path, "application/x-www-form-urlencoded",
		"day=2026-10-12", "Sec-Fetch-Site", "cross-site"),
	    403);
	v->clock.fixed = instant("2026-10-30T09:00");
	get(v, v->link);
	path[strlen(path) - 1] ^= 1;
	assert_int_equal(get(v, path), 404);
	assert_int_equal(post(v, path, "day=2026-11-02"), 404);
	later_path(v, path);
	post(v, path, "day=2026-11-02");
	assert_goes(v, path);
	db_run(v->fixture->db, &v->fixture->err,
	    "UPDATE person SET enrolled_at = 9", DB_NONE);
	assert_int_equal(get(v, path), 200);
	assert_shows(v, "Je hebt je code al ingesteld.");
	assert_int_equal(post(v, path, "day=2026-11-03"), 200);
	assert_int_equal(stored(v->fixture, "fatima").promises, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(a_day_is_one_click_away),
	    VISITOR_TEST(promises_are_capped),
	    VISITOR_TEST(days_are_those_of_the_institution),
	    VISITOR_TEST(other_days_are_refused),
	    VISITOR_TEST(a_promise_ends_with_the_room_for_it),
	    VISITOR_TEST(who_may_not_is_told_or_refused),
	};

	return cmocka_run_group_tests_name("later", tests, NULL, NULL);
}
