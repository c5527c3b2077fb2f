#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/phonecall.h"
#include "fixture.h"
#include "store/call.h"
#include "store/message.h"

static void
put_on_list(struct fixture *f, const char *ref)
{
	struct message m = {.person = add_person(f, ref).id,
	    .stage = "reminder",
	    .occurrence = 1,
	    .channel = CHANNEL_CALL,
	    .step_at = 1,
	    .next_try_at = 1};
	int64_t added;

	assert_int_equal(message_plan(f->db, &m, 1, &added, &f->err), 0);
}

static int
listed(struct fixture *f)
{
	struct db_rows *rows = call_open(f->db, f->desk.now, &f->err);
	int count = 0;

	while (db_next(rows, &f->err) == 1)
		count++;
	db_end(rows);
	return count;
}

static void
test_outcomes(void **state)
{
	static const struct {
		const char *ref;
		enum phonecall outcome;
		const char *state;
	} cases[] = {
	    {"anna", PHONECALL_REACHED, "sent"},
	    {"bert", PHONECALL_WRONG_NUMBER, "failed"},
	    {"cees", PHONECALL_REFUSED, "failed"},
	    {"dina", PHONECALL_NO_ANSWER, "planned"},
	};
	struct fixture *f = *state;
	struct person person;
	int64_t open;
	int i;

	for (i = 0; i < 4; i++)
		put_on_list(f, cases[i].ref);
	for (i = 0; i < 4; i++) {
		assert_int_equal(listed(f), 4 - i);
		person = stored(f, cases[i].ref);
		assert_int_equal(phonecall_record(&f->desk, &person,
				     cases[i].outcome, "", &open, &f->err),
		    0);
		assert_int_equal(open, 1);
	}
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM message WHERE state = "
			     "'failed' AND next_try_at = 0"),
	    2);
	assert_int_not_equal(stored(f, "anna").invited_at, 0);
	assert_int_equal(stored(f, "bert").invited_at, 0);
	/* On the list again on the next sending day. */
	assert_int_equal(listed(f), 0);
	f->desk.now = instant("2026-10-06T09:00");
	assert_int_equal(listed(f), 1);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'called'"),
	    4);
}

/* Again when the person's institution is open. */
static void
test_again(void **state)
{
	static const char *const refs[] = {"zonnehof"};
	struct fixture *f = *state;
	const int64_t off[] = {the_day("2026-10-06")};
	struct calendar calendar = {"own", refs, 1, f->config.send};
	struct person person;
	int64_t open;

	put_on_list(f, "anna");
	person = stored(f, "anna");
	calendar.send.days_off = off;
	calendar.send.day_off_count = 1;
	f->config.calendars = &calendar;
	f->config.calendar_count = 1;
	assert_int_equal(phonecall_record(&f->desk, &person,
			     PHONECALL_NO_ANSWER, "", &open, &f->err),
	    0);
	assert_int_equal(number_of(f, "SELECT next_try_at FROM message"),
	    instant("2026-10-07T09:00"));
}

static void
test_names(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < PHONECALLS; i++)
		assert_int_equal(
		    phonecall_of(phonecall_name((enum phonecall)i)), i);
	assert_int_equal(phonecall_of("maybe"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_outcomes),
	    FIXTURE_TEST(test_again),
	    FIXTURE_TEST(test_names),
	};

	return cmocka_run_group_tests_name("phonecall", tests, NULL, NULL);
}
