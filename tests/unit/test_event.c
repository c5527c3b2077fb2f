#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/event.h"

#define EVENTS 9

static void
add(struct fixture *f, int64_t i)
{
	struct event e = {.at = 1000 + i,
	    .kind = "opened",
	    .person = i % 2,
	    .actor = "web",
	    .detail = "detail"};

	assert_int_equal(event_add(f->db, &e, &f->err), 0);
}

static struct event_audit
audit(struct fixture *f)
{
	struct event_audit result;

	assert_int_equal(event_audit(f->db, &result, &f->err), 0);
	return result;
}

static void
test_whole_chain(void **state)
{
	static const uint8_t none[HASH_SIZE];
	struct fixture *f = *state;
	struct event_audit before, after;
	int64_t i;

	before = audit(f);
	assert_int_equal(before.events, 0);
	assert_int_equal(before.broken, 0);
	assert_memory_equal(before.last, none, HASH_SIZE);
	for (i = 1; i <= EVENTS; i++)
		add(f, i);
	before = audit(f);
	assert_int_equal(before.events, EVENTS);
	assert_int_equal(before.broken, 0);
	add(f, i);
	after = audit(f);
	assert_int_equal(after.broken, 0);
	assert_memory_not_equal(before.last, after.last, HASH_SIZE);
}

/* What somebody with the database in hand could do. */
static void
test_tampering_is_found(void **state)
{
	static const struct {
		const char *sql;
		int64_t broken;
	} cases[] = {
	    {"UPDATE event SET at = at + 1 WHERE id = 5", 5},
	    {"UPDATE event SET kind = 'closed' WHERE id = 5", 5},
	    {"UPDATE event SET person_id = 7 WHERE id = 5", 5},
	    {"UPDATE event SET actor = 'cli' WHERE id = 5", 5},
	    {"UPDATE event SET detail = '' WHERE id = 9", 9},
	    {"UPDATE event SET kind = 'openedw', actor = 'eb' WHERE id = 5", 5},
	    {"UPDATE event SET hash = x'00' WHERE id = 5", 5},
	    {"UPDATE event SET hash = zeroblob(32) WHERE id = 5", 5},
	    {"DELETE FROM event WHERE id = 5", 6},
	    {"DELETE FROM event WHERE id = 1", 2},
	    {"UPDATE event SET detail = '', salt = NULL WHERE id = 5", 5},
	    {"UPDATE event SET salt = x'00' WHERE id = 5", 5},
	    {"UPDATE event SET detail = '', salt = zeroblob(32) WHERE id = 5",
		5},
	    {"INSERT INTO event SELECT 100, at, kind, person_id, actor,"
	     " detail, hash, salt FROM event WHERE id = 9",
		100},
	    {"INSERT INTO event SELECT -1, at, kind, person_id, actor,"
	     " detail, hash, salt FROM event WHERE id = 1",
		1},
	    {"UPDATE event SET id = id + 50 WHERE id = 3", 4},
	};
	struct fixture *f;
	int64_t k;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		f = fixture_make();
		for (k = 1; k <= EVENTS; k++)
			add(f, k);
		assert_int_equal(
		    db_run(f->db, &f->err, cases[i].sql, DB_NONE), 1);
		assert_int_equal(audit(f).broken, cases[i].broken);
		fixture_free(f);
	}
}

/* A chain cut short fits, but its last hash is another. */
static void
test_cut_short(void **state)
{
	struct fixture *f = *state;
	struct event_audit before, after;
	int64_t i;

	for (i = 1; i <= EVENTS; i++)
		add(f, i);
	before = audit(f);
	db_run(f->db, &f->err, "DELETE FROM event WHERE id = 9", DB_NONE);
	after = audit(f);
	assert_int_equal(after.broken, 0);
	assert_memory_not_equal(before.last, after.last, HASH_SIZE);
}

static void
test_of_person(void **state)
{
	struct fixture *f = *state;
	struct db_rows *rows;
	struct event e;
	int64_t i;

	for (i = 1; i <= EVENTS; i++)
		add(f, i);
	rows = event_of_person(f->db, 1, &f->err);
	for (i = 1; i <= EVENTS; i += 2) {
		assert_int_equal(db_next(rows, &f->err), 1);
		event_row(rows, &e);
		assert_int_equal(e.at, 1000 + i);
		assert_int_equal(e.person, 1);
		assert_string_equal(e.kind, "opened");
		assert_string_equal(e.actor, "web");
		assert_string_equal(e.detail, "detail");
	}
	assert_int_equal(db_next(rows, &f->err), 0);
	db_end(rows);
}

static void
test_too_long(void **state)
{
	struct fixture *f = *state;
	char detail[9000];
	struct event e = {
	    .at = 1, .kind = "note", .actor = "web", .detail = detail};

	memset(detail, 'x', sizeof(detail) - 1);
	detail[sizeof(detail) - 1] = '\0';
	assert_int_equal(event_add(f->db, &e, &f->err), -1);
	assert_int_equal(audit(f).events, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_whole_chain),
	    cmocka_unit_test(test_tampering_is_found),
	    FIXTURE_TEST(test_cut_short),
	    FIXTURE_TEST(test_of_person),
	    FIXTURE_TEST(test_too_long),
	};

	return cmocka_run_group_tests_name("event", tests, NULL, NULL);
}
