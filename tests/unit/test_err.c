#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"

static void
test_sets(void **state)
{
	struct err err = {.kind = ERR_NONE};

	(void)state;
	assert_int_equal(
	    err_set(&err, ERR_DATA, "people.csv:%d: no %s", 14, "domain"), -1);
	assert_int_equal(err.kind, ERR_DATA);
	assert_string_equal(err.text, "people.csv:14: no domain");
}

static void
test_at_goes_before(void **state)
{
	struct err err;

	(void)state;
	err_set(&err, ERR_LATER, "is locked");
	assert_int_equal(err_at(&err, "%s", "db"), -1);
	assert_string_equal(err.text, "db: is locked");
	assert_int_equal(err.kind, ERR_LATER);
}

static void
test_long_text_is_cut(void **state)
{
	char text[2000];
	struct err err;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	err_set(&err, ERR_DATA, "%s", text);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
	err_at(&err, "where");
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
	assert_memory_equal(err.text, "where: xxx", 10);
	err_at(&err, "%s", text);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

static void
test_memory(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(err_memory(&err), -1);
	assert_int_equal(err.kind, ERR_INTERNAL);
	assert_true(strlen(err.text) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sets),
	    cmocka_unit_test(test_at_goes_before),
	    cmocka_unit_test(test_long_text_is_cut),
	    cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
