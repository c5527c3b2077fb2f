#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/event.h"
#include "store/eventcut.h"
#include "store/eventpast.h"

#define EVENTS 9

static void
add(struct fixture *f, int64_t at, const char *kind, int64_t person,
    const char *detail)
{
	struct event e = {.at = at,
	    .kind = kind,
	    .person = person,
	    .actor = "web",
	    .detail = detail};

	assert_int_equal(event_add(f->db, &e, &f->err), 0);
}

/* One a second, of two people in turn. */
static void
some(struct fixture *f)
{
	int64_t i;

	for (i = 1; i <= EVENTS; i++)
		add(f, 1000 + i, "extended", 1 + i % 2, "a reason");
}

static struct event_audit
audit(struct fixture *f)
{
	struct event_audit result;

	assert_int_equal(event_audit(f->db, &result, &f->err), 0);
	return result;
}

static int64_t
with_detail(struct fixture *f)
{
	return number_of(f, "SELECT count(*) FROM event WHERE detail <> ''");
}

static void
test_forgets_one(void **state)
{
	struct fixture *f = *state;
	struct event_audit before, after;

	add_person(f, "anna");
	some(f);
	add(f, 2000, "opened", 1, "");
	add(f, 2001, "called", 1, "no-answer: is on holiday");
	before = audit(f);
	assert_int_equal(before.forgotten, 0);
	assert_int_equal(eventpast_forget(f->db, 1, &f->err), 5);
	assert_int_equal(eventpast_forget(f->db, 1, &f->err), 0);
	after = audit(f);
	assert_int_equal(after.broken, 0);
	assert_int_equal(after.forgotten, 5);
	assert_int_equal(after.given, 0);
	assert_memory_equal(after.last, before.last, HASH_SIZE);
	assert_int_equal(
	    number_of(f,
		"SELECT count(*) FROM event WHERE detail LIKE '%reason%'"
		" AND person_id = 1"),
	    0);
	assert_int_equal(
	    number_of(
		f, "SELECT count(*) FROM event WHERE detail = 'no-answer'"),
	    1);
	assert_int_equal(with_detail(f), 6);
	/* No other text in the place of the one that is gone. */
	db_run(f->db, &f->err, "UPDATE event SET detail = 'x' WHERE id = 4",
	    DB_NONE);
	assert_int_equal(audit(f).broken, 4);
}

/* Two alike do not have one sum: nobody finds it by trying. */
static void
test_salted(void **state)
{
	struct fixture *f = *state;

	add(f, 1, "extended", 1, "ill");
	add(f, 1, "extended", 1, "ill");
	assert_int_equal(eventpast_forget(f->db, 1, &f->err), 2);
	assert_int_equal(
	    number_of(f, "SELECT count(DISTINCT salt) FROM event"), 2);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE length(salt) = 32"),
	    2);
}

/* As a database of before has them. */
static void
test_without_salt(void **state)
{
	struct fixture *f = *state;
	struct event_audit a;

	add(f, 1, "reset", 1, "");
	db_run(f->db, &f->err, "UPDATE event SET detail = 'x' WHERE id = 1",
	    DB_NONE);
	assert_int_equal(audit(f).broken, 1);
	assert_int_equal(eventpast_forget(f->db, 1, &f->err), 1);
	a = audit(f);
	assert_int_equal(a.broken, 0);
	assert_int_equal(a.given, 1);
}

/* A person is named by whom to ask at an institution. */
static void
test_contact(void **state)
{
	struct fixture *f = *state;

	add_person(f, "anna");
	add(f, 1, "contact", 0, "zonnehof: ask Name of anna");
	add(f, 1, "contact", 0, "zonnehof: ask Name of bob");
	assert_int_equal(eventpast_forget(f->db, 1, &f->err), 1);
	assert_int_equal(with_detail(f), 1);
	assert_int_equal(audit(f).broken, 0);
}

static void
test_forgets_old(void **state)
{
	struct fixture *f = *state;
	int64_t count;

	some(f);
	add(f, 1004, "import", 0, "sha256 0, 3 added");
	assert_int_equal(eventpast_count_old(f->db, 1005, &count, &f->err), 0);
	assert_int_equal(count, 4);
	assert_int_equal(eventpast_forget_old(f->db, 1005, &count, &f->err), 0);
	assert_int_equal(count, 4);
	assert_int_equal(with_detail(f), EVENTS - 4 + 1);
	assert_int_equal(eventpast_forget_old(f->db, 1005, &count, &f->err), 0);
	assert_int_equal(count, 0);
	assert_int_equal(eventpast_forget_old(f->db, 5000, &count, &f->err), 0);
	assert_int_equal(count, EVENTS - 4);
	assert_int_equal(with_detail(f), 1);
	assert_int_equal(audit(f).broken, 0);
}

static int64_t
cut(struct fixture *f, int64_t before)
{
	int64_t last;

	assert_int_equal(
	    eventcut_make(f->db, before, 9000, "test", &last, &f->err), 0);
	return last;
}

static void
test_cut(void **state)
{
	struct fixture *f = *state;
	struct person p = add_person(f, "anna");
	struct event_audit before, after;

	some(f);
	add(f, 1010, "called", p.id, "reached: says yes");
	assert_int_equal(cut(f, 1000), 0);
	assert_int_equal(audit(f).cut, 0);
	assert_int_equal(cut(f, 1005), 4);
	before = audit(f);
	assert_int_equal(before.broken, 0);
	assert_int_equal(before.events, EVENTS + 2);
	/* It may stop anywhere. */
	db_run(f->db, &f->err, "DELETE FROM event WHERE id <= 2", DB_NONE);
	assert_int_equal(audit(f).broken, 0);
	assert_int_equal(eventcut_remove(f->db, &f->err), 2);
	assert_int_equal(eventcut_remove(f->db, &f->err), 0);
	after = audit(f);
	assert_int_equal(after.broken, 0);
	assert_int_equal(after.cut, 4);
	assert_memory_equal(after.last, before.last, HASH_SIZE);
	/* A call that goes stays counted. */
	assert_int_equal(cut(f, 1011), 10);
	assert_int_equal(eventcut_remove(f->db, &f->err), 6);
	assert_int_equal(
	    number_of(f, "SELECT times FROM called WHERE outcome = 'reached'"),
	    1);
	assert_int_equal(audit(f).broken, 0);
	/* The newest one stays, however old. */
	assert_int_equal(cut(f, 99999), 11);
	assert_int_equal(eventcut_remove(f->db, &f->err), 1);
	assert_true(number_of(f, "SELECT count(*) FROM event") > 0);
	assert_int_equal(audit(f).broken, 0);
}

/* What somebody with the database in hand could do. */
static void
test_false_cuts(void **state)
{
	static const char *const cases[] = {
	    "DELETE FROM event WHERE id <= 5",
	    "DELETE FROM event WHERE id = 7",
	    "DELETE FROM event WHERE id = 4; DELETE FROM event WHERE id = 2",
	    "UPDATE event SET at = 1 WHERE id = 5",
	    "UPDATE setting SET value = replace(value, '4 ', '5 ')"
	    " WHERE name = 'events-cut'; DELETE FROM event WHERE id <= 5",
	    "DELETE FROM setting WHERE name = 'events-cut'; DELETE FROM event"
	    " WHERE id <= 4",
	    "DELETE FROM event WHERE kind = 'events-cut'",
	    "UPDATE event SET hash = zeroblob(32) WHERE id = 4",
	};
	struct fixture *f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		f = fixture_make();
		some(f);
		assert_int_equal(cut(f, 1005), 4);
		assert_int_equal(audit(f).broken, 0);
		assert_int_equal(db_script(f->db, cases[i], &f->err), 0);
		assert_int_not_equal(audit(f).broken, 0);
		fixture_free(f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_forgets_one),
	    FIXTURE_TEST(test_salted),
	    FIXTURE_TEST(test_without_salt),
	    FIXTURE_TEST(test_contact),
	    FIXTURE_TEST(test_forgets_old),
	    FIXTURE_TEST(test_cut),
	    cmocka_unit_test(test_false_cuts),
	};

	return cmocka_run_group_tests_name("eventpast", tests, NULL, NULL);
}
