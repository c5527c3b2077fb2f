#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/tally.h"

/* Gives somebody all that bits say, by the order of enum person_state. */
static void
advance(struct fixture *f, const char *ref, unsigned int bits)
{
	int64_t id = add_person(f, ref).id;

	if ((bits & 1U << STATE_INVITED) != 0)
		person_invited(f->db, id, 5, &f->err);
	if ((bits & 1U << STATE_OPENED) != 0)
		person_opened(f->db, id, 5, &f->err);
	if ((bits & 1U << STATE_STARTED) != 0)
		person_started(f->db, id, 5, &f->err);
	if ((bits & 1U << STATE_ENROLLED) != 0)
		person_enrolled(f->db, id, 5, "totp", &f->err);
	if ((bits & 1U) != 0)
		person_unreachable(f->db, id, 5, &f->err);
}

/* Every way in which somebody can stand counts as model_person_state says. */
static void
test_agrees_with_model(void **state)
{
	struct fixture *f = *state;
	int64_t want[STATES] = {0}, unreachable = 0, sum = 0;
	struct tally tally;
	char ref[16];
	unsigned int bits;
	struct person p;
	int i;

	for (bits = 0; bits < 32; bits++) {
		snprintf(ref, sizeof(ref), "p%u", bits);
		advance(f, ref, bits);
		p = stored(f, ref);
		want[model_person_state(&p)]++;
		unreachable += p.enrolled_at == 0 && p.unreachable_at != 0;
	}
	assert_int_equal(
	    tally_of(f->db, f->organisation.id, &tally, &f->err), 0);
	assert_int_equal(tally.population, 32);
	assert_int_equal(tally.unreachable, unreachable);
	for (i = 0; i < STATES; i++) {
		assert_int_equal(tally.states[i], want[i]);
		sum += tally.states[i];
	}
	assert_int_equal(sum, tally.population);
	assert_int_equal(tally_of(f->db, 999, &tally, &f->err), 0);
	assert_int_equal(tally.population, 0);
}

static void
test_by_organisation(void **state)
{
	struct fixture *f = *state;
	struct organisation first = {.ref = "z", .name = "Alpha"}, got;
	struct tally tally, sum = {0};
	struct db_rows *rows;

	advance(f, "a", 1U << STATE_ENROLLED);
	advance(f, "b", 0);
	assert_int_equal(organisation_put(f->db, &first, &f->err), 0);
	f->organisation = first;
	advance(f, "c", 1U << STATE_INVITED | 1U);
	rows = tally_by_organisation(f->db, &f->err);
	assert_int_equal(db_next(rows, &f->err), 1);
	tally_row(rows, &got, &tally);
	assert_string_equal(got.name, "Alpha");
	assert_string_equal(got.ref, "z");
	assert_int_equal(got.id, first.id);
	assert_int_equal(tally.population, 1);
	assert_int_equal(tally.states[STATE_INVITED], 1);
	assert_int_equal(tally.unreachable, 1);
	tally_add(&sum, &tally);
	assert_int_equal(db_next(rows, &f->err), 1);
	tally_row(rows, &got, &tally);
	assert_string_equal(got.name, "De Zonnehof");
	assert_int_equal(tally.population, 2);
	assert_int_equal(tally.states[STATE_ENROLLED], 1);
	assert_int_equal(tally.states[STATE_WAITING], 1);
	tally_add(&sum, &tally);
	assert_int_equal(db_next(rows, &f->err), 0);
	db_end(rows);
	assert_int_equal(sum.population, 3);
	assert_int_equal(sum.unreachable, 1);
	assert_int_equal(sum.states[STATE_INVITED], 1);
	assert_int_equal(sum.states[STATE_ENROLLED], 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_agrees_with_model),
	    FIXTURE_TEST(test_by_organisation),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
