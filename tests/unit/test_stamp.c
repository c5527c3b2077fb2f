#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "roster/stamp.h"

static void
test_names(void **state)
{
	char name[64];

	(void)state;
	/* 2026-10-23T07:00:00Z */
	stamp_name(1792738800, "list.csv", name, sizeof(name));
	assert_string_equal(name, "20261023-070000-list.csv");
	assert_string_equal(stamp_rest(name), "list.csv");
	stamp_name(-5, "x", name, sizeof(name));
	assert_string_equal(name, "19700101-000000-x");
	/* What does not fit is cut, and is no name with a time any more. */
	stamp_name(1792738800, "list.csv", name, 17);
	assert_string_equal(name, "20261023-070000-");
	assert_null(stamp_rest(name));
}

static void
test_others(void **state)
{
	static const char *const others[] = {"", "2", "20261023",
	    "20261023-07000-list.csv", "20261023-0700000-list.csv",
	    "20261023_070000-list.csv", "2026102x-070000-list.csv",
	    "list-20261023-070000.csv"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_null(stamp_rest(others[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
