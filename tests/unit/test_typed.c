#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "otp/typed.h"

static void
test_takes_out_blanks_and_dashes(void **state)
{
	static const char *const typed[] = {
	    "287082",
	    "287 082",
	    " 287-082\r\n",
	    "2 8 7 0 8 2",
	    "287\xc2\xa0"
	    "082",
	    "287\xe2\x80\xaf"
	    "082",
	    "287\xe2\x80\x93"
	    "082",
	    "\t287--082 ",
	};
	char out[7];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		assert_true(typed_clean(typed[i], 6, out));
		assert_string_equal(out, "287082");
	}
}

static void
test_refuses_another_length(void **state)
{
	static const char *const typed[] = {
	    "", " - ", "28708", "2870822", "287082 1", "287\xe2\x80"};
	char out[7];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		out[0] = 'x';
		assert_false(typed_clean(typed[i], 6, out));
		assert_string_equal(out, "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_takes_out_blanks_and_dashes),
	    cmocka_unit_test(test_refuses_another_length),
	};

	return cmocka_run_group_tests_name("typed", tests, NULL, NULL);
}
