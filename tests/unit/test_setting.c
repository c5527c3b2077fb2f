#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/setting.h"

static void
test_put_and_get(void **state)
{
	struct fixture *f = *state;
	char value[SETTING_MAX + 1];

	assert_int_equal(
	    setting_get(f->db, "schedule", value, &f->err), LOOKUP_NONE);
	assert_int_equal(setting_put(f->db, "schedule", "one", &f->err), 0);
	assert_int_equal(setting_put(f->db, "schedule", "two", &f->err), 0);
	assert_int_equal(setting_put(f->db, "key", "three", &f->err), 0);
	assert_int_equal(
	    setting_get(f->db, "schedule", value, &f->err), LOOKUP_FOUND);
	assert_string_equal(value, "two");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {FIXTURE_TEST(test_put_and_get)};

	return cmocka_run_group_tests_name("setting", tests, NULL, NULL);
}
