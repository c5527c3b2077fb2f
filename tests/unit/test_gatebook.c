#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/arrangement.h"
#include "enrol/declare.h"
#include "enrol/enrolment.h"
#include "enrol/erasure.h"
#include "enrol/gatebook.h"
#include "enrol/journal.h"
#include "fixture.h"
#include "store/eventfeed.h"

#define PEOPLE 2000
#define TEAM 8      /* people who are changed while others ask about them */
#define CHANGES 600 /* of all of them */

static struct gatebook *
make_book(struct fixture *f)
{
	struct gatebook *book;

	assert_int_equal(gatebook_make(f->db, &book, &f->err), 0);
	return book;
}

/* A connection as a call has one. */
static struct desk
open_desk(const struct fixture *f)
{
	struct desk desk = f->desk;
	struct err err;
	int64_t last;

	assert_int_equal(db_open(f->database, DB_EXISTING, &desk.db, &err), 0);
	/* The first read makes the database known. */
	assert_int_equal(eventfeed_last(desk.db, &last, &err), 0);
	return desk;
}

/* What a call is told, in the state of the database in which it comes. */
static struct footing
ask(struct gatebook *book, struct desk *desk, const char *ref)
{
	struct footing footing;
	struct err err;

	assert_int_equal(db_hold(desk->db, &err), 0);
	assert_true(db_state(desk->db) != 0);
	assert_int_equal(
	    gatebook_find(book, desk, ref, &footing, &err), LOOKUP_FOUND);
	return footing;
}

static void
assert_same(const struct footing *a, const struct footing *b)
{
	assert_int_equal(a->person, b->person);
	assert_int_equal(a->generation, b->generation);
	assert_int_equal(a->start_day, b->start_day);
	assert_int_equal(a->deadline_day, b->deadline_day);
	assert_int_equal(a->exempt_until, b->exempt_until);
	assert_ptr_equal(a->wave, b->wave);
	assert_int_equal(a->enrolled, b->enrolled);
}

/* The book says what the database does. */
static void
assert_right(struct fixture *f, struct gatebook *book, struct desk *desk,
    const char *ref)
{
	struct person person = stored(f, ref);
	struct footing wanted = footing_of(&f->config, &person);
	struct footing got = ask(book, desk, ref);

	assert_same(&got, &wanted);
}

/* As nobody should: without an event. */
static void
change_by_hand(struct fixture *f, const char *ref)
{
	assert_int_equal(db_run(f->db, &f->err,
			     "UPDATE person SET generation = generation + 1"
			     " WHERE ref = $1",
			     db_text(ref)),
	    1);
}

static void
note(struct fixture *f, int64_t person)
{
	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(
	    journal_note(&f->desk, "noted", person, "", &f->err), 0);
	assert_int_equal(db_commit(f->db, &f->err), 0);
}

static void
looks_once_until_an_event(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct person bert = add_person(f, "bert");
	struct gatebook *book = make_book(f);
	struct desk desk = open_desk(f);
	int i;

	assert_right(f, book, &desk, "anna");
	assert_right(f, book, &desk, "bert");
	change_by_hand(f, "anna");
	change_by_hand(f, "bert");
	for (i = 0; i < 3; i++)
		assert_int_equal(ask(book, &desk, "anna").generation, 1);
	note(f, anna.id);
	assert_int_equal(ask(book, &desk, "anna").generation, 2);
	assert_int_equal(ask(book, &desk, "bert").generation, 1);
	change_by_hand(f, "anna");
	note(f, 0);
	assert_int_equal(ask(book, &desk, "anna").generation, 3);
	assert_int_equal(ask(book, &desk, "bert").generation, 2);
	assert_int_equal(bert.generation, 1);
	db_close(desk.db);
	gatebook_free(book);
}

static void
forgets_all_after_many_events(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct gatebook *book = make_book(f);
	struct desk desk = open_desk(f);
	int i;

	add_person(f, "bert");
	assert_right(f, book, &desk, "bert");
	change_by_hand(f, "bert");
	assert_int_equal(db_begin(f->db, &f->err), 0);
	for (i = 0; i < 1000; i++)
		assert_int_equal(
		    journal_note(&f->desk, "noted", anna.id, "", &f->err), 0);
	assert_int_equal(db_commit(f->db, &f->err), 0);
	assert_int_equal(ask(book, &desk, "bert").generation, 2);
	/* And knows what comes after them. */
	change_by_hand(f, "bert");
	assert_int_equal(ask(book, &desk, "bert").generation, 2);
	note(f, stored(f, "bert").id);
	assert_int_equal(ask(book, &desk, "bert").generation, 3);
	db_close(desk.db);
	gatebook_free(book);
}

static void
arrange(struct fixture *f, enum exception_kind kind,
    const struct person *person, const char *day)
{
	const struct arrangement arrangement = {.kind = kind,
	    .person = person,
	    .organisation = person == NULL ? &f->organisation : NULL,
	    .day = day == NULL ? DAY_NONE : the_day(day),
	    .reason = "reason"};

	assert_int_equal(arrangement_make(&f->desk, &arrangement, &f->err), 0);
}

static void
follows_what_is_agreed(void **state)
{
	static const struct {
		enum exception_kind kind;
		bool team;
		const char *day;
	} agreed[] = {
	    {EXCEPTION_EXTENSION, false, "2027-01-15"},
	    {EXCEPTION_EXTENSION, true, "2027-02-01"},
	    {EXCEPTION_EXEMPTION, false, "2026-11-20"},
	    {EXCEPTION_EXEMPTION, true, "2026-11-25"},
	    {EXCEPTION_PROMISE, false, "2026-10-12"},
	    {EXCEPTION_EXTENSION, false, NULL},
	    {EXCEPTION_EXTENSION, true, NULL},
	    {EXCEPTION_EXEMPTION, true, NULL},
	    {EXCEPTION_EXEMPTION, false, NULL},
	};
	struct fixture *f = *state;
	struct gatebook *book = make_book(f);
	struct desk desk = open_desk(f);
	struct person anna;
	size_t i;

	add_person(f, "anna");
	assert_right(f, book, &desk, "anna");
	for (i = 0; i < sizeof(agreed) / sizeof(agreed[0]); i++) {
		anna = stored(f, "anna");
		arrange(f, agreed[i].kind, agreed[i].team ? NULL : &anna,
		    agreed[i].day);
		assert_right(f, book, &desk, "anna");
	}
	db_close(desk.db);
	gatebook_free(book);
}

static void
follows_the_second_factor(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct gatebook *book = make_book(f);
	struct desk desk = open_desk(f);
	char has[LABEL_MAX + 1];
	struct footing footing;
	struct err err;
	int i;

	for (i = 0; i < 3; i++) {
		assert_false(ask(book, &desk, "anna").enrolled);
		assert_int_equal(declare_enrolled(&f->desk, anna.id, "passkey",
				     has, &f->err),
		    0);
		assert_true(ask(book, &desk, "anna").enrolled);
		assert_right(f, book, &desk, "anna");
		assert_int_equal(
		    enrolment_reset(&f->desk, &anna, "reason", &f->err), 0);
		assert_right(f, book, &desk, "anna");
	}
	anna = stored(f, "anna");
	assert_int_equal(
	    erasure_make(&f->desk, &anna, true, "asked for it", &f->err), 0);
	assert_int_equal(db_hold(desk.db, &err), 0);
	assert_int_equal(
	    gatebook_find(book, &desk, "anna", &footing, &err), LOOKUP_NONE);
	db_close(desk.db);
	gatebook_free(book);
}

static void
knows_nobody_else(void **state)
{
	struct fixture *f = *state;
	struct gatebook *book = make_book(f);
	struct desk desk = open_desk(f);
	struct footing footing;
	struct err err;

	assert_int_equal(db_hold(desk.db, &err), 0);
	assert_int_equal(
	    gatebook_find(book, &desk, "anna", &footing, &err), LOOKUP_NONE);
	/* Who comes later is found, without an event. */
	add_person(f, "anna");
	assert_right(f, book, &desk, "anna");
	db_close(desk.db);
	gatebook_free(book);
}

/* Without a state, or without a book, the database is asked each time. */
static void
looks_each_time_without_a_state(void **state)
{
	struct fixture *f = *state;
	struct gatebook *book = make_book(f);
	struct footing footing;
	int round;

	add_person(f, "anna");
	assert_true(db_state(f->db) == 0);
	for (round = 1; round < 5; round++) {
		assert_int_equal(gatebook_find(round % 2 == 0 ? book : NULL,
				     &f->desk, "anna", &footing, &f->err),
		    LOOKUP_FOUND);
		assert_int_equal(footing.generation, round);
		change_by_hand(f, "anna");
	}
	gatebook_free(book);
}

/* One whose database is behind cannot put an old row into the book. */
static void
is_not_set_back(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct gatebook *book = make_book(f);
	struct desk early = open_desk(f), late = open_desk(f);
	struct footing footing;
	struct err err;

	assert_int_equal(db_hold(early.db, &err), 0);
	/* Its first read says what it will see. */
	assert_int_equal(
	    person_find(early.db, "anna", &anna, &err), LOOKUP_FOUND);
	change_by_hand(f, "anna");
	note(f, anna.id);
	assert_int_equal(ask(book, &late, "anna").generation, 2);
	change_by_hand(f, "anna");
	note(f, anna.id);
	/* It knows of no event, and sees the first row. */
	assert_int_equal(
	    gatebook_find(book, &early, "anna", &footing, &err), LOOKUP_FOUND);
	assert_int_equal(ask(book, &late, "anna").generation, 3);
	assert_int_equal(
	    gatebook_find(book, &early, "anna", &footing, &err), LOOKUP_FOUND);
	assert_int_equal(ask(book, &late, "anna").generation, 3);
	db_close(early.db);
	db_close(late.db);
	gatebook_free(book);
}

static void
add_many(struct fixture *f, int from, int until)
{
	char ref[16];

	assert_int_equal(db_begin(f->db, &f->err), 0);
	for (; from < until; from++) {
		snprintf(ref, sizeof(ref), "p%05d", from);
		add_person(f, ref);
	}
	assert_int_equal(db_commit(f->db, &f->err), 0);
}

/* Enters all, and returns how many. */
static int
enter_all(struct gatebook *book, struct desk *desk)
{
	int64_t after = 0;
	int all = 0, n;
	struct err err;

	assert_int_equal(db_hold(desk->db, &err), 0);
	do {
		n = gatebook_enter(book, desk, &after, &err);
		assert_in_range(n, 0, GATEBOOK_PART);
		all += n;
	} while (n == GATEBOOK_PART);
	return all;
}

/* How many are in the book, by a change that it cannot know of. */
static int
count_entered(struct fixture *f, struct gatebook *book, struct desk *desk)
{
	int64_t before = number_of(f, "SELECT max(generation) FROM person");
	char ref[16];
	int i, n = 0;

	assert_int_equal(
	    db_run(f->db, &f->err,
		"UPDATE person SET generation = generation + 1", DB_NONE),
	    PEOPLE);
	for (i = 0; i < PEOPLE; i++) {
		snprintf(ref, sizeof(ref), "p%05d", i);
		n += ask(book, desk, ref).generation == before;
	}
	return n;
}

static void
enters_everyone(void **state)
{
	struct fixture *f = *state;
	struct gatebook *book = make_book(f);
	struct desk desk = open_desk(f);

	assert_int_equal(enter_all(book, &desk), 0);
	add_many(f, 0, PEOPLE);
	assert_int_equal(gatebook_make_room(book, f->db, &f->err), 0);
	assert_int_equal(enter_all(book, &desk), PEOPLE);
	/* Nearly all: a page that is full has lost some. */
	assert_in_range(
	    count_entered(f, book, &desk), PEOPLE * 95 / 100, PEOPLE);
	note(f, 0);
	/* Whose event nobody has seen yet. */
	assert_int_equal(gatebook_begins(book), 0);
	assert_int_equal(count_entered(f, book, &desk), 0);
	assert_int_equal(
	    gatebook_begins(book), number_of(f, "SELECT max(id) FROM event"));
	db_close(desk.db);
	gatebook_free(book);
}

/* A book that is too small says what is right, only not from memory. */
static void
is_right_without_room(void **state)
{
	struct fixture *f = *state;
	struct gatebook *book = make_book(f);
	struct desk desk = open_desk(f);
	char ref[16];
	int i, round;

	add_many(f, 0, PEOPLE);
	for (round = 0; round < 2; round++) {
		for (i = 0; i < PEOPLE; i += 3) {
			snprintf(ref, sizeof(ref), "p%05d", i);
			assert_right(f, book, &desk, ref);
		}
	}
	db_close(desk.db);
	gatebook_free(book);
}

/* People who change while two threads ask about them. */
struct crowded {
	struct fixture *fixture;
	struct gatebook *book;
	_Atomic int64_t committed[TEAM]; /* the generation */
	atomic_bool over;
	atomic_int answers, old;
};

static void *
ask_on(void *context)
{
	struct crowded *crowded = context;
	struct desk desk = open_desk(crowded->fixture);
	char ref[16];
	int64_t least;
	int i;

	while (!crowded->over) {
		for (i = 0; i < TEAM; i++) {
			snprintf(ref, sizeof(ref), "p%05d", i);
			least = crowded->committed[i];
			crowded->old +=
			    ask(crowded->book, &desk, ref).generation < least;
			crowded->answers++;
		}
	}
	db_close(desk.db);
	return NULL;
}

static void
is_never_behind_a_commit(void **state)
{
	struct fixture *f = *state;
	struct crowded crowded = {.fixture = f};
	pthread_t threads[2];
	char ref[16];
	int i, n;

	add_many(f, 0, TEAM);
	for (i = 0; i < TEAM; i++)
		crowded.committed[i] = 1;
	crowded.book = make_book(f);
	for (i = 0; i < 2; i++)
		assert_int_equal(
		    pthread_create(&threads[i], NULL, ask_on, &crowded), 0);
	for (n = 0; n < CHANGES; n++) {
		i = n * 5 % TEAM;
		snprintf(ref, sizeof(ref), "p%05d", i);
		assert_int_equal(db_begin(f->db, &f->err), 0);
		change_by_hand(f, ref);
		assert_int_equal(journal_note(&f->desk, "noted",
				     n % 50 == 0 ? 0 : i + 1, "", &f->err),
		    0);
		assert_int_equal(db_commit(f->db, &f->err), 0);
		crowded.committed[i]++;
	}
	crowded.over = true;
	for (i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(crowded.old, 0);
	assert_true(crowded.answers > CHANGES);
	gatebook_free(crowded.book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(looks_once_until_an_event),
	    FIXTURE_TEST(forgets_all_after_many_events),
	    FIXTURE_TEST(follows_what_is_agreed),
	    FIXTURE_TEST(follows_the_second_factor),
	    FIXTURE_TEST(knows_nobody_else),
	    FIXTURE_TEST(looks_each_time_without_a_state),
	    FIXTURE_TEST(is_not_set_back),
	    FIXTURE_TEST(enters_everyone),
	    FIXTURE_TEST(is_right_without_room),
	    FIXTURE_TEST(is_never_behind_a_commit),
	};

	return cmocka_run_group_tests_name("gatebook", tests, NULL, NULL);
}
