#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

#include "base/clock.h"
#include "enrol/journal.h"
#include "fixture.h"
#include "store/eventfeed.h"
#include "web/registrar.h"

#define PEOPLE 1200 /* more than two parts */
#define SOON (10 * CLOCK_TICKS)

/* How many are told what is in the book, which hand-made changes are not. */
static int
count_entered(struct fixture *f, struct web *web, struct desk *desk)
{
	int64_t before = number_of(f, "SELECT max(generation) FROM person");
	struct footing footing;
	struct err err;
	char ref[16];
	int i, n = 0;

	db_run(f->db, &f->err, "UPDATE person SET generation = generation + 1",
	    DB_NONE);
	assert_int_equal(db_hold(desk->db, &err), 0);
	for (i = 0; i < PEOPLE; i++) {
		snprintf(ref, sizeof(ref), "p%05d", i);
		assert_int_equal(
		    gatebook_find(web->book, desk, ref, &footing, &err),
		    LOOKUP_FOUND);
		n += footing.generation == before;
	}
	return n;
}

/*
 * Whether nearly all are entered soon.  Asking enters too, and then all are
 * forgotten for the next try.
 */
static bool
enters_all(struct fixture *f, struct web *web, struct desk *desk)
{
	const struct timespec moment = {.tv_nsec = 200 * 1000 * 1000};
	int64_t until = clock_ticks() + SOON;

	while (clock_ticks() < until) {
		nanosleep(&moment, NULL);
		if (count_entered(f, web, desk) >= PEOPLE * 95 / 100)
			return true;
		assert_int_equal(
		    journal_note(&f->desk, "noted", 0, "", &f->err), 0);
	}
	return false;
}

static void
enters_everyone_again_and_again(void **state)
{
	struct fixture *f = *state;
	const struct log log = {stderr, LOG_INFO, NULL};
	struct web web = {.config = &f->config, .log = &log};
	struct registrar *registrar;
	struct desk desk = f->desk;
	char ref[16];
	int i;

	assert_int_equal(gatebook_make(f->db, &web.book, &f->err), 0);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	for (i = 0; i < PEOPLE; i++) {
		snprintf(ref, sizeof(ref), "p%05d", i);
		add_person(f, ref);
	}
	assert_int_equal(db_commit(f->db, &f->err), 0);
	assert_int_equal(
	    db_open(f->database, DB_EXISTING, &desk.db, &f->err), 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM person"), PEOPLE);
	assert_int_equal(registrar_start(&web, &registrar, &f->err), 0);
	assert_true(enters_all(f, &web, &desk));
	/* A list has come: all are forgotten, and entered once more. */
	assert_int_equal(journal_note(&f->desk, "import", 0, "", &f->err), 0);
	assert_int_equal(count_entered(f, &web, &desk), 0);
	assert_int_equal(journal_note(&f->desk, "import", 0, "", &f->err), 0);
	assert_true(enters_all(f, &web, &desk));
	registrar_stop(registrar);
	db_close(desk.db);
	gatebook_free(web.book);
}

static void
needs_the_database(void **state)
{
	struct fixture *f = *state;
	struct web web = {.config = &f->config};
	struct registrar *registrar;

	f->config.database = "/nowhere/twofold.db";
	assert_int_equal(registrar_start(&web, &registrar, &f->err), -1);
	registrar_stop(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(enters_everyone_again_and_again),
	    FIXTURE_TEST(needs_the_database),
	};

	return cmocka_run_group_tests_name("registrar", tests, NULL, NULL);
}
