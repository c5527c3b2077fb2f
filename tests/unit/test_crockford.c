#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "otp/crockford.h"

static void
test_writes(void **state)
{
	static const uint8_t bytes[] = {0, 31, 32, 0xff, 10, 18, 20, 27};
	char out[CROCKFORD_SIZE(8)], five[CROCKFORD_SIZE(5)];

	(void)state;
	crockford_write(bytes, 8, out);
	assert_string_equal(out, "0Z0Z-AJMV");
	crockford_write(bytes, 5, five);
	assert_string_equal(five, "0Z0Z-A");
}

static void
test_forgives(void **state)
{
	static const struct {
		const char *typed, *read;
	} cases[] = {
	    {"7K4M-2QX9", "7K4M2QX9"},
	    {"7k4m2qx9", "7K4M2QX9"},
	    {" 7k4m \xe2\x80\x93 2qx9\n", "7K4M2QX9"},
	    {"oOiIlL-00", "00111100"},
	    {"7K4M-2QX", ""},
	    {"7K4M-2QX99", ""},
	    {"7K4M-2QXU", ""},
	    {"7K4M-2QX\xc3\xab", ""},
	    {"", ""},
	};
	char out[9];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(crockford_read(cases[i].typed, 8, out),
		    cases[i].read[0] != '\0');
		assert_string_equal(out, cases[i].read);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_writes),
	    cmocka_unit_test(test_forgives),
	};

	return cmocka_run_group_tests_name("crockford", tests, NULL, NULL);
}
