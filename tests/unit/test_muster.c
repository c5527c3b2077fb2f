#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "report/muster.h"
#include "report/rollcall.h"

#define TEAMS 9
#define FEW 2000
#define MANY 250000 /* enough for several threads */

/* People of all kinds, the same each time: PEOPLE of them, at TEAMS. */
static void
fill(struct fixture *f, int people)
{
	static const char teams[] =
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	    " WHERE i < $1) INSERT INTO organisation (ref, name)"
	    " SELECT 't' || i, 'Team ' || i FROM n";
	static const char sql[] =
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	    " WHERE i < $1)"
	    "INSERT INTO person (organisation_id, ref, name, email, phone,"
	    " identifier, language, wave, audience, joined_day, invited_at,"
	    " opened_at, started_at, enrolled_at, method, led_stage,"
	    " led_channel, left_at)"
	    " SELECT 1 + i * 7919 % $2, 'p' || i, '', NULL, '', '', 'nl',"
	    " CASE i % 5 WHEN 0 THEN 'pilot' ELSE '' END,"
	    " CASE i % 20 WHEN 0 THEN 'admin' ELSE 'worker' END,"
	    " 20660 + i % 60, $3 + i % 86400,"
	    " CASE WHEN i % 10 < 8 THEN $3 + 90000 ELSE 0 END,"
	    " CASE WHEN i % 10 < 7 THEN $3 + 90000 ELSE 0 END,"
	    " CASE WHEN i % 10 < 6 THEN $3 + 100000 + i % 3000000 ELSE 0 END,"
	    " CASE WHEN i % 10 < 6 THEN 'totp' ELSE '' END,"
	    " CASE WHEN i % 10 < 3 THEN 'announce' ELSE '' END,"
	    " CASE WHEN i % 10 < 3 THEN 'email' ELSE '' END,"
	    " CASE WHEN i % 13 = 0 THEN $3 + 2000000 ELSE 0 END FROM n";
	static const char locked[] =
	    "INSERT INTO throttle SELECT id, 'code', 100, 0 FROM person"
	    " WHERE id % 11 = 0";

	assert_true(db_run(f->db, &f->err, teams, db_int(TEAMS)) > 0);
	assert_int_equal(db_run(f->db, &f->err, sql, db_int(people),
			     db_int(TEAMS), db_int(f->desk.now - 4000000)),
	    people);
	assert_true(db_run(f->db, &f->err, locked, DB_NONE) > 0);
}

static struct adoption
frame(const struct fixture *f)
{
	int64_t today = day_of(f->desk.now);

	return (struct adoption){
	    .as_of = f->desk.now, .today = today, .first_day = today - 60};
}

/* What one person after the other counts, all organisations in one go. */
static struct adoption
plainly(struct fixture *f)
{
	struct adoption a = frame(f);
	struct rollcall *r;

	assert_int_equal(rollcall_begin(&f->config, &a, &r, &f->err), 0);
	assert_int_equal(rollcall_call(r, f->db, 1, INT64_MAX, &f->err), 0);
	rollcall_end(r, &a);
	rollcall_free(r);
	return a;
}

static void
same_shares(const struct adoption_share *a, const struct adoption_share *b,
    size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		assert_string_equal(a[i].name, b[i].name);
		assert_string_equal(a[i].channel, b[i].channel);
		assert_int_equal(a[i].people, b[i].people);
	}
}

static void
same_lines(const struct adoption *a, const struct adoption *b)
{
	size_t i;

	assert_int_equal(a->count, b->count);
	for (i = 0; i < a->count; i++) {
		const struct adoption_line *x = &a->organisations[i],
					   *y = &b->organisations[i];

		assert_int_equal(x->organisation.id, y->organisation.id);
		assert_int_equal(x->deadline_day, y->deadline_day);
		assert_memory_equal(&x->people, &y->people, sizeof(x->people));
		assert_memory_equal(
		    x->weeks, y->weeks, a->week_count * sizeof(*x->weeks));
	}
}

/* Every figure of the two. */
static void
same(const struct adoption *a, const struct adoption *b)
{
	size_t i;

	assert_true(a->total.population > 0 && a->total.left > 0);
	assert_true(a->total.locked > 0 && a->timed > 0);
	assert_memory_equal(&a->total, &b->total, sizeof(a->total));
	assert_memory_equal(a->audiences, b->audiences, sizeof(a->audiences));
	assert_int_equal(a->wave_count, b->wave_count);
	for (i = 0; i < a->wave_count; i++)
		assert_memory_equal(&a->waves[i].people, &b->waves[i].people,
		    sizeof(a->waves[i].people));
	assert_int_equal(a->day_count, b->day_count);
	assert_memory_equal(a->days, b->days, a->day_count * sizeof(*a->days));
	assert_int_equal(a->timed, b->timed);
	assert_int_equal(a->median_hours, b->median_hours);
	assert_int_equal(a->slow_hours, b->slow_hours);
	assert_int_equal(a->method_count, b->method_count);
	assert_int_equal(a->led_count, b->led_count);
	same_shares(a->methods, b->methods, a->method_count);
	same_shares(a->led, b->led, a->led_count);
	same_lines(a, b);
}

/* Two parts make the whole, wherever they are divided. */
static void
parts_make_the_whole(void **state)
{
	struct fixture *f = *state;
	struct rollcall *parts[2];
	struct adoption whole, joined;
	int64_t cut;
	size_t i;

	fill(f, FEW);
	whole = plainly(f);
	for (cut = 0; cut <= TEAMS + 2; cut++) {
		joined = frame(f);
		for (i = 0; i < 2; i++) {
			assert_int_equal(rollcall_begin(&f->config, &joined,
					     &parts[i], &f->err),
			    0);
			assert_int_equal(
			    rollcall_call(parts[i], f->db, i == 0 ? 1 : cut + 1,
				i == 0 ? cut : INT64_MAX, &f->err),
			    0);
		}
		assert_int_equal(rollcall_join(parts[0], parts[1], &f->err), 0);
		rollcall_end(parts[0], &joined);
		same(&whole, &joined);
		adoption_free(&joined);
		rollcall_free(parts[0]);
		rollcall_free(parts[1]);
	}
	adoption_free(&whole);
}

static void
many_are_counted_alike(void **state)
{
	struct fixture *f = *state;
	struct adoption whole, a = frame(f);

	fill(f, MANY);
	whole = plainly(f);
	assert_int_equal(muster_take(f->db, &f->config, 0, &a, &f->err), 0);
	same(&whole, &a);
	/* Nothing is held when it is over. */
	assert_int_equal(db_state(f->db), 0);
	adoption_free(&a);
	adoption_free(&whole);
}

/* What is not committed yet is seen by who wrote it alone, so one counts. */
static void
counts_what_it_wrote_itself(void **state)
{
	struct fixture *f = *state;
	struct adoption whole, a = frame(f);

	fill(f, MANY);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_true(
	    db_run(f->db, &f->err,
		"UPDATE person SET left_at = 1 WHERE id % 3 = 0", DB_NONE) > 0);
	whole = plainly(f);
	assert_int_equal(muster_take(f->db, &f->config, 0, &a, &f->err), 0);
	same(&whole, &a);
	db_rollback(f->db);
	adoption_free(&a);
	adoption_free(&whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(parts_make_the_whole),
	    FIXTURE_TEST(many_are_counted_alike),
	    FIXTURE_TEST(counts_what_it_wrote_itself),
	};

	return cmocka_run_group_tests_name("muster", tests, NULL, NULL);
}
