#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/agenda.h"

#define NOW INT64_C(1790000000)

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
test_round_trip(void **state)
{
	struct fixture *f = *state;
	struct person p = somebody(f, "anna"), got, by_id;

	snprintf(p.phone, sizeof(p.phone), "+31201234567");
	snprintf(p.wave, sizeof(p.wave), "pilot");
	p.audience = AUDIENCE_ADMIN;
	put_person(f, &p);
	assert_true(p.id > 0);
	got = stored(f, "anna");
	assert_int_equal(got.id, p.id);
	assert_int_equal(got.organisation, f->organisation.id);
	assert_string_equal(got.name, p.name);
	assert_string_equal(got.email, p.email);
	assert_string_equal(got.phone, p.phone);
	assert_string_equal(got.identifier, p.identifier);
	assert_string_equal(got.language, "nl");
	assert_string_equal(got.wave, "pilot");
	assert_int_equal(got.audience, AUDIENCE_ADMIN);
	assert_int_equal(got.joined_day, p.joined_day);
	assert_int_equal(got.generation, 1);
	assert_int_equal(got.next_due_at, 1);
	assert_int_equal(
	    person_get(f->db, p.id, &by_id, &f->err), LOOKUP_FOUND);
	assert_string_equal(by_id.ref, "anna");
	assert_int_equal(
	    person_find(f->db, "Anna", &by_id, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    person_get(f->db, p.id + 1, &by_id, &f->err), LOOKUP_NONE);
}

/* Any number of people have no mailbox, and no two have one of their own. */
static void
test_email(void **state)
{
	struct fixture *f = *state;
	struct person a = somebody(f, "anna"), b = somebody(f, "bert");
	struct person c = somebody(f, "caro"), d = somebody(f, "dirk");

	a.email[0] = b.email[0] = '\0';
	put_person(f, &a);
	put_person(f, &b);
	put_person(f, &c);
	memcpy(d.email, c.email, sizeof(d.email));
	assert_int_equal(intake_add(f->db, &d, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	d.shared = true;
	put_person(f, &d);
	assert_true(stored(f, "dirk").shared);
}

/* Each instant is noted once; the first stays. */
static void
test_progress(void **state)
{
	struct fixture *f = *state;
	struct person p = add_person(f, "anna"), got;
	int i;

	for (i = 0; i < 2; i++) {
		assert_int_equal(
		    person_invited(f->db, p.id, NOW + i, &f->err), 0);
		assert_int_equal(
		    person_opened(f->db, p.id, NOW + 10 + i, &f->err), 0);
		assert_int_equal(
		    person_started(f->db, p.id, NOW + 20 + i, &f->err), 0);
		assert_int_equal(person_enrolled(f->db, p.id, NOW + 30 + i,
				     i == 0 ? "totp" : "sms", &f->err),
		    0);
		assert_int_equal(
		    person_unreachable(f->db, p.id, NOW + 40 + i, &f->err), 0);
	}
	got = stored(f, "anna");
	assert_int_equal(got.invited_at, NOW);
	assert_int_equal(got.opened_at, NOW + 10);
	assert_int_equal(got.started_at, NOW + 20);
	assert_int_equal(got.enrolled_at, NOW + 30);
	assert_string_equal(got.method, "totp");
	assert_int_equal(got.unreachable_at, NOW + 40);
}

/* Another channel may be next, so the next run looks; once is enough. */
static void
test_unreachable(void **state)
{
	struct fixture *f = *state;
	struct person p = add_person(f, "anna");

	plan(f, p.id, 5, NOW);
	assert_int_equal(person_unreachable(f->db, p.id, NOW, &f->err), 0);
	assert_int_equal(stored(f, "anna").next_due_at, 1);
	plan(f, p.id, 5, NOW);
	assert_int_equal(person_unreachable(f->db, p.id, NOW + 1, &f->err), 0);
	assert_int_equal(stored(f, "anna").next_due_at, NOW);
	assert_int_equal(stored(f, "anna").unreachable_at, NOW);
}

/* There is something to say to who is done: the notice. */
static void
test_enrolled(void **state)
{
	struct fixture *f = *state;
	struct person p = add_person(f, "anna");

	plan(f, p.id, 5, NOW);
	assert_int_equal(person_enrolled(f->db, p.id, NOW, "totp", &f->err), 0);
	assert_int_equal(stored(f, "anna").next_due_at, 1);
}

static void
test_reset(void **state)
{
	struct fixture *f = *state;
	struct person p = add_person(f, "anna"), other = add_person(f, "bert");
	struct person got;

	person_invited(f->db, p.id, NOW, &f->err);
	person_opened(f->db, p.id, NOW, &f->err);
	person_started(f->db, p.id, NOW, &f->err);
	person_enrolled(f->db, p.id, NOW, "totp", &f->err);
	plan(f, p.id, 5, 0);
	assert_int_equal(person_reset(f->db, p.id, 1790000000, &f->err), 0);
	got = stored(f, "anna");
	assert_int_equal(got.generation, 2);
	assert_int_equal(got.enrolled_at + got.started_at + got.opened_at, 0);
	assert_string_equal(got.method, "");
	assert_int_equal(got.next_due_at, 1);
	assert_int_equal(got.invited_at, NOW);
	assert_int_equal(stored(f, "bert").generation, other.generation);
}

static void
test_all(void **state)
{
	static const char *const refs[] = {"c", "a", "b"};
	struct fixture *f = *state;
	struct db_rows *rows;
	struct person p;
	size_t i;

	for (i = 0; i < 3; i++)
		add_person(f, refs[i]);
	rows = person_all(f->db, &f->err);
	for (i = 0; i < 3; i++) {
		assert_int_equal(db_next(rows, &f->err), 1);
		person_row(rows, &p);
		assert_string_equal(p.ref, refs[i]);
	}
	assert_int_equal(db_next(rows, &f->err), 0);
	db_end(rows);
}

/* The refs of the rows, with a blank after each. */
static void
are(struct fixture *f, struct db_rows *rows, const char *want)
{
	char refs[100] = "";
	struct person p;

	assert_non_null(rows);
	while (db_next(rows, &f->err) == 1) {
		person_row(rows, &p);
		snprintf(refs + strlen(refs), sizeof(refs) - strlen(refs),
		    "%s ", p.ref);
	}
	db_end(rows);
	assert_string_equal(refs, want);
}

static void
test_of_an_organisation(void **state)
{
	struct organisation other = {.ref = "other"};
	struct fixture *f = *state;
	int64_t first = f->organisation.id, count;
	struct person p;

	assert_int_equal(organisation_put(f->db, &other, &f->err), 0);
	f->organisation.id = other.id;
	add_person(f, "z");
	f->organisation.id = first;
	add_person(f, "a");
	p = somebody(f, "admin");
	p.audience = AUDIENCE_ADMIN;
	put_person(f, &p);
	p = somebody(f, "mute");
	p.audience = AUDIENCE_ADMIN;
	p.email[0] = p.identifier[0] = '\0';
	put_person(f, &p);
	are(f, person_present(f->db, 0, &f->err), "a admin mute z ");
	are(f, person_present(f->db, other.id, &f->err), "z ");
	are(f, person_admins(f->db, first, &f->err), "admin ");
	are(f, person_admins(f->db, other.id, &f->err), "");
	assert_int_equal(person_unidentified(f->db, &count, &f->err), 0);
	assert_int_equal(count, 1);

	assert_int_equal(person_enrolled(f->db, p.id, 5, "totp", &f->err), 0);
	assert_int_equal(person_unidentified(f->db, &count, &f->err), 0);
	assert_int_equal(count, 0);
	p = stored(f, "admin");
	assert_int_equal(person_unreachable(f->db, p.id, 5, &f->err), 0);
	are(f, person_admins(f->db, first, &f->err), "");
	assert_int_equal(
	    db_run(f->db, &f->err, "UPDATE person SET left_at = 5", DB_NONE),
	    4);
	are(f, person_present(f->db, 0, &f->err), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_round_trip),
	    FIXTURE_TEST(test_email),
	    FIXTURE_TEST(test_progress),
	    FIXTURE_TEST(test_unreachable),
	    FIXTURE_TEST(test_enrolled),
	    FIXTURE_TEST(test_reset),
	    FIXTURE_TEST(test_all),
	    FIXTURE_TEST(test_of_an_organisation),
	};

	return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
