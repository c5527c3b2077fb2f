#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "enrol/again.h"
#include "enrol/secret.h"

#include "fixture.h"

static struct verdict verdict;
static int64_t at;

static enum again_result
send(struct fixture *f, const struct person *person, const char *typed,
    const char *key)
{
	return again_verify(
	    &f->desk, person, typed, key, &verdict, &at, &f->err);
}

/* What has changed since does not change what was said. */
static void
tells_the_same_for_a_day(void **state)
{
	struct fixture *f = *state;
	struct person kim = add_person(f, "kim"), lou = add_person(f, "lou");
	int64_t first = f->desk.now;

	assert_int_equal(send(f, &kim, "123456", "one"), AGAIN_ANSWERED);
	assert_int_equal(verdict.result, VERIFY_NOT_ENROLLED);
	assert_int_equal(at, first);
	assert_int_equal(secret_make(&f->desk, kim.id, &f->err), 0);
	f->desk.now += AGAIN_SECONDS - 1;
	assert_int_equal(send(f, &kim, "123456", "one"), AGAIN_ANSWERED);
	assert_int_equal(verdict.result, VERIFY_NOT_ENROLLED);
	assert_int_equal(at, first);
	assert_int_equal(send(f, &kim, "654321", "one"), AGAIN_OTHER);
	assert_int_equal(send(f, &lou, "123456", "one"), AGAIN_OTHER);
	/* No code, so that it is wrong at any time. */
	f->desk.now++;
	assert_int_equal(send(f, &kim, "12345", "one"), AGAIN_ANSWERED);
	assert_int_equal(verdict.result, VERIFY_WRONG);
	assert_int_equal(at, f->desk.now);
	assert_int_equal(send(f, &kim, "123456", "one"), AGAIN_OTHER);
	f->desk.actor = "host:other";
	assert_int_equal(send(f, &lou, "123456", "one"), AGAIN_ANSWERED);
}

/* A wrong code counts once, however often it is sent. */
static void
counts_once(void **state)
{
	struct fixture *f = *state;
	struct person kim = add_person(f, "kim");
	int i;

	assert_int_equal(secret_make(&f->desk, kim.id, &f->err), 0);
	for (i = 0; i < 2; i++) {
		assert_int_equal(send(f, &kim, "1", "a"), AGAIN_ANSWERED);
		assert_int_equal(send(f, &kim, "2", "b"), AGAIN_ANSWERED);
		assert_int_equal(verdict.retry_at, 0);
	}
	assert_int_equal(send(f, &kim, "3", "c"), AGAIN_ANSWERED);
	assert_int_equal(verdict.retry_at, f->desk.now + 30);
	verdict.retry_at = 0;
	assert_int_equal(send(f, &kim, "3", "c"), AGAIN_ANSWERED);
	assert_int_equal(verdict.retry_at, f->desk.now + 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(tells_the_same_for_a_day),
	    FIXTURE_TEST(counts_once),
	};

	return cmocka_run_group_tests_name("again", tests, NULL, NULL);
}
