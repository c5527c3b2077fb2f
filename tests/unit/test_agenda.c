#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/agenda.h"

/* What planning decides of someone. */
static void
plan(struct fixture *f, int64_t id, int64_t planned_until, int64_t next_due_at)
{
	struct person p = {.id = id,
	    .planned_until = planned_until,
	    .next_due_at = next_due_at};

	assert_int_equal(agenda_planned(f->db, &p, &f->err), 0);
}

static void
test_due(void **state)
{
	static const int64_t due_at[] = {0, 50, 10, 101, 100, 0, 30};
	struct fixture *f = *state;
	int64_t id[sizeof(due_at) / sizeof(due_at[0])], *ids;
	char ref[16];
	size_t count, i;

	for (i = 0; i < sizeof(due_at) / sizeof(due_at[0]); i++) {
		snprintf(ref, sizeof(ref), "p%zu", i);
		id[i] = add_person(f, ref).id;
		plan(f, id[i], 0, due_at[i]);
	}
	assert_int_equal(agenda_due(f->db, 100, &ids, &count, &f->err), 0);
	assert_int_equal(count, 4);
	assert_int_equal(ids[0], id[1]);
	assert_int_equal(ids[1], id[2]);
	assert_int_equal(ids[2], id[4]);
	assert_int_equal(ids[3], id[6]);
	free(ids);
	assert_int_equal(agenda_due(f->db, 9, &ids, &count, &f->err), 0);
	assert_int_equal(count, 0);
	assert_null(ids);
	assert_int_equal(agenda_look_again(f->db, &f->err), 0);
	assert_int_equal(agenda_due(f->db, 1, &ids, &count, &f->err), 0);
	assert_int_equal(count, 7);
	free(ids);
}

/* One person, the people of a wave, those of an organisation. */
static void
test_look_again(void **state)
{
	struct fixture *f = *state;
	struct organisation other = {.ref = "linde"};
	struct person a = add_person(f, "anna"), b = somebody(f, "bert");
	struct person c = somebody(f, "cees");

	organisation_put(f->db, &other, &f->err);
	snprintf(b.wave, sizeof(b.wave), "pilot");
	c.organisation = other.id;
	put_person(f, &b);
	put_person(f, &c);
	plan(f, a.id, 0, 0);
	plan(f, b.id, 0, 0);
	plan(f, c.id, 0, 0);
	agenda_look_again_one(f->db, a.id, &f->err);
	assert_int_equal(stored(f, "anna").next_due_at, 1);
	assert_int_equal(stored(f, "bert").next_due_at, 0);
	agenda_look_again_wave(f->db, "pilot", &f->err);
	assert_int_equal(stored(f, "bert").next_due_at, 1);
	assert_int_equal(stored(f, "cees").next_due_at, 0);
	agenda_look_again_organisation(f->db, other.id, &f->err);
	assert_int_equal(stored(f, "cees").next_due_at, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_due),
	    FIXTURE_TEST(test_look_again),
	};

	return cmocka_run_group_tests_name("agenda", tests, NULL, NULL);
}
