#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "enrol/recover.h"
#include "store/person.h"

#include "fixture.h"

/* How many mails of a used code are planned. */
static int64_t
mails(struct fixture *f)
{
	return number_of(f,
	    "SELECT count(*) FROM message WHERE channel = 'email'"
	    " AND state = 'planned'");
}

/* Two uses in one second are two mails. */
static void
tells_of_each_use(void **state)
{
	struct fixture *f = *state;
	struct person kim = add_person(f, "kim");

	assert_int_equal(recover_tell(&f->desk, &kim, &f->err), 0);
	assert_int_equal(mails(f), 1);
	assert_int_equal(recover_tell(&f->desk, &kim, &f->err), 0);
	assert_int_equal(mails(f), 2);
}

static void
tells_nobody_without_a_mailbox(void **state)
{
	struct fixture *f = *state;
	struct person kim = add_person(f, "kim"), lou = add_person(f, "lou");

	kim.email[0] = '\0';
	assert_int_equal(recover_tell(&f->desk, &kim, &f->err), 0);
	lou.unreachable_at = f->desk.now;
	assert_int_equal(recover_tell(&f->desk, &lou, &f->err), 0);
	assert_int_equal(mails(f), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(tells_of_each_use),
	    FIXTURE_TEST(tells_nobody_without_a_mailbox),
	};

	return cmocka_run_group_tests_name("recover", tests, NULL, NULL);
}
