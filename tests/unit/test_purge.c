#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/journal.h"
#include "enrol/purge.h"
#include "fixture.h"
#include "store/event.h"

static int64_t
count(struct fixture *f, enum purge_kind kind)
{
	int64_t count;

	assert_int_equal(purge_count(&f->desk, kind, &count, &f->err), 0);
	return count;
}

/* To the end; returns how many went. */
static int64_t
go(struct fixture *f, enum purge_kind kind)
{
	struct purge purge = {0};
	int more = 1;

	while (more == 1) {
		more = purge_step(&f->desk, kind, &purge, &f->err);
		assert_int_not_equal(more, -1);
	}
	return purge.done;
}

/* One of each kind that is to go, and one that is not, a day apart. */
static void
fill(struct fixture *f)
{
	struct person p;
	char ref[8];
	int i;

	for (i = 1; i <= 2; i++) {
		snprintf(ref, sizeof(ref), "p%d", i);
		p = add_person(f, ref);
		assert_int_equal(
		    journal_note(&f->desk, "reset", p.id, "a reason", &f->err),
		    0);
		f->desk.now += CLOCK_DAY;
	}
	/* People 1 and 2 left, were written to and were refused on days 1, 2.
	 */
	assert_int_not_equal(
	    db_run(f->db, &f->err,
		"UPDATE person SET left_at = $1 + id * 86400 - 86400",
		db_int(f->desk.now - 2 * CLOCK_DAY)),
	    -1);
	assert_int_equal(
	    db_script(f->db,
		"INSERT INTO message (person_id, stage, occurrence, channel,"
		" state, step_at, next_try_at, changed_at, detail)"
		" SELECT id, 'announce', 1, 'email', 'sent', 1, 1, left_at,"
		" '250 Ok' FROM person;"
		"INSERT INTO imported (at, organisation_id, file, sha256, "
		"taken,"
		" trouble, refusals, added, changed, unchanged, back, gone,"
		" refused) SELECT left_at, 0, 'f', 's', 0, '', 'line 3', 0, 0,"
		" 0, 0, 0, 1 FROM person",
		&f->err),
	    0);
}

static void
test_each_kind(void **state)
{
	struct fixture *f = *state;
	struct event_audit audit;
	int kind;

	f->config.retention = (struct retention){10, 10, 10, 10};
	fill(f);
	/* The first is older than ten days, the second is not. */
	f->desk.now += 8 * CLOCK_DAY + 1;
	/* People at the end: with them goes what is of the other kinds. */
	for (kind = PURGE_KINDS - 1; kind >= 0; kind--) {
		if (kind == PURGE_DETAILS)
			continue; /* the event itself is gone */
		assert_int_equal(count(f, (enum purge_kind)kind), 1);
		assert_int_equal(go(f, (enum purge_kind)kind), 1);
		assert_int_equal(count(f, (enum purge_kind)kind), 0);
		assert_int_equal(go(f, (enum purge_kind)kind), 0);
		assert_int_equal(event_audit(f->db, &audit, &f->err), 0);
		assert_int_equal(audit.broken, 0);
	}
	assert_int_equal(stored(f, "p2").id, 2);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM message WHERE detail <> ''"), 1);
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM imported"
			     " WHERE refusals <> ''"),
	    1);
}

static void
test_details(void **state)
{
	struct fixture *f = *state;

	f->config.retention = (struct retention){0, 0, 10, 0};
	fill(f);
	f->desk.now += 8 * CLOCK_DAY + 1;
	assert_int_equal(count(f, PURGE_DETAILS), 1);
	assert_int_equal(go(f, PURGE_DETAILS), 1);
	assert_int_equal(count(f, PURGE_DETAILS), 0);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE detail <> ''"), 1);
}

static void
test_for_ever(void **state)
{
	struct fixture *f = *state;
	int kind;

	f->config.retention = (struct retention){0, 0, 0, 0};
	fill(f);
	f->desk.now += 10000 * CLOCK_DAY;
	for (kind = 0; kind < PURGE_KINDS; kind++) {
		assert_int_equal(
		    purge_days(&f->desk, (enum purge_kind)kind), 0);
		assert_int_equal(count(f, (enum purge_kind)kind), 0);
		assert_int_equal(go(f, (enum purge_kind)kind), 0);
	}
	assert_int_equal(stored(f, "p1").id, 1);
}

/* Who is written to just now waits for the next time. */
static void
test_on_its_way(void **state)
{
	struct fixture *f = *state;

	f->config.retention = (struct retention){10, 10, 10, 10};
	fill(f);
	db_run(f->db, &f->err,
	    "UPDATE message SET state = 'sending' WHERE person_id = 1",
	    DB_NONE);
	f->desk.now += 30 * CLOCK_DAY;
	assert_int_equal(count(f, PURGE_PEOPLE), 1);
	assert_int_equal(go(f, PURGE_PEOPLE), 1);
	assert_int_equal(stored(f, "p1").id, 1);
}

/* What has ended by itself; what works stays. */
static void
test_ended(void **state)
{
	struct fixture *f = *state;

	fill(f);
	assert_int_equal(
	    db_script(f->db,
		"INSERT INTO pass (hash, person_id, return_to, expires_at,"
		" used_at) VALUES (x'01', 1, '', 5, 0);"
		"INSERT INTO pass (hash, person_id, return_to, expires_at,"
		" used_at) VALUES (x'02', 1, '', 9000000000, 0);"
		"INSERT INTO paper VALUES (1, x'01', 'k1', 1, 1, 5);"
		"INSERT INTO offer VALUES (1, 5, 0, 's', 'n', x'00');"
		"INSERT INTO replay VALUES ('h', 'k', x'01', 0, 0, 5);"
		"INSERT INTO guess VALUES ('*', 5, 1);",
		&f->err),
	    0);
	assert_int_equal(purge_ended(&f->desk, &f->err), 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM pass"), 1);
	assert_int_equal(number_of(f,
			     "SELECT (SELECT count(*) FROM paper) + (SELECT"
			     " count(*) FROM offer) + (SELECT count(*) FROM"
			     " replay) + (SELECT count(*) FROM guess)"),
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_each_kind),
	    FIXTURE_TEST(test_details),
	    FIXTURE_TEST(test_for_ever),
	    FIXTURE_TEST(test_on_its_way),
	    FIXTURE_TEST(test_ended),
	};

	return cmocka_run_group_tests_name("purge", tests, NULL, NULL);
}
