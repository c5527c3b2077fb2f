#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/invitation.h"
#include "enrol/link.h"
#include "fixture.h"

#define START "https://2fa.example.nl/e/"

static void
test_url(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct link link;
	struct buf url;

	anna.generation = 7;
	buf_init(&url, 200);
	assert_int_equal(
	    invitation_url(&f->desk, anna.id, anna.generation, &url, &f->err),
	    0);
	assert_memory_equal(url.data, START, strlen(START));
	assert_int_equal(
	    link_read(f->keys, url.data + strlen(START), &link), 0);
	assert_int_equal(link.purpose, LINK_ENROL);
	assert_int_equal(link.person, anna.id);
	assert_int_equal(link.generation, 7);
	assert_int_equal(link.expires_at, f->desk.now + 30 * CLOCK_DAY);
	buf_free(&url);
}

static void
test_no_room(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct buf url;

	buf_init(&url, 20);
	assert_int_equal(
	    invitation_url(&f->desk, anna.id, anna.generation, &url, &f->err),
	    -1);
	buf_free(&url);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_url),
	    FIXTURE_TEST(test_no_room),
	};

	return cmocka_run_group_tests_name("invitation", tests, NULL, NULL);
}
