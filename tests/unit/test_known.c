#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "roster/known.h"

#define MANY 3000 /* people; some pages of the store */

/* A hash for each; two of them begin alike. */
static uint64_t
hash(int64_t id)
{
	return ((uint64_t)id * UINT64_C(0x9e3779b97f4a7c15) & ~UINT64_C(0xff)) |
	    ((uint64_t)id / 2 & 0xff) | 1;
}

static void
test_keeps(void **state)
{
	struct fixture *f = *state;
	struct known known;
	struct person p;
	char ref[16];
	int64_t i;

	assert_int_equal(known_load(f->db, &known, &f->err), 0);
	assert_false(known_take(&known, hash(1), 2));
	for (i = 1; i <= MANY; i++) {
		snprintf(ref, sizeof(ref), "p%d", (int)i);
		p = somebody(f, ref);
		p.id = known_next_id(&known);
		assert_int_equal(p.id, i);
		assert_int_equal(intake_add(f->db, &p, &f->err), 0);
		assert_int_equal(known_set(&known, i, hash(i), &f->err), 0);
		/* In this list a line of someone new is not known. */
		assert_false(known_take(&known, hash(i), 2));
		assert_true(known_has(&known, i));
	}
	assert_int_equal(known_save(f->db, &known, &f->err), 0);
	known_free(&known);

	/* In the order of before, in another, and each once. */
	assert_int_equal(known_load(f->db, &known, &f->err), 0);
	assert_false(known_has(&known, 1));
	assert_false(known_take(&known, hash(MANY + 1), 2));
	for (i = 1; i <= MANY; i += i < MANY / 2 ? 1 : 7)
		assert_true(known_take(&known, hash(i), (size_t)i + 1));
	for (i = MANY / 2 - 1; i > 0; i--)
		assert_false(known_take(&known, hash(i), 9));
	for (i = MANY; i > MANY / 2; i--)
		known_take(&known, hash(i), (size_t)i + 1);
	for (i = 1; i <= MANY; i++) {
		assert_true(known_has(&known, i));
		assert_int_equal(known_mark(&known, i, 9), i + 1);
	}
	known_free(&known);
}

static void
test_changes(void **state)
{
	struct fixture *f = *state;
	struct person a = add_person(f, "a"), b = add_person(f, "b");
	struct known known;

	assert_int_equal(known_load(f->db, &known, &f->err), 0);
	assert_int_equal(known_set(&known, a.id, 77, &f->err), 0);
	assert_int_equal(known_set(&known, b.id, 88, &f->err), 0);
	assert_int_equal(known_save(f->db, &known, &f->err), 0);
	known_free(&known);

	assert_int_equal(known_load(f->db, &known, &f->err), 0);
	assert_int_equal(known_mark(&known, a.id, 5), 0);
	assert_int_equal(known_mark(&known, a.id, 6), 5);
	assert_false(known_take(&known, 77, 7));
	assert_int_equal(known_set(&known, b.id, 0, &f->err), 0);
	assert_int_equal(known_set(&known, a.id, 99, &f->err), 0);
	assert_int_equal(known_save(f->db, &known, &f->err), 0);
	known_free(&known);

	assert_int_equal(known_load(f->db, &known, &f->err), 0);
	assert_false(known_take(&known, 77, 2));
	assert_false(known_take(&known, 88, 2));
	assert_true(known_take(&known, 99, 2));
	assert_false(known_has(&known, b.id));
	known_free(&known);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_keeps),
	    FIXTURE_TEST(test_changes),
	};

	return cmocka_run_group_tests_name("known", tests, NULL, NULL);
}
