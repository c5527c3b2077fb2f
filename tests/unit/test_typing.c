#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/typing.h"

static void
tells_slips_apart(void **state)
{
	static const struct {
		const char *typed;
		enum mistake mistake;
		int count;
	} cases[] = {
	    {"123456", MISTAKE_NONE, 6},
	    {" 123 456 ", MISTAKE_NONE, 6},
	    {"123-456", MISTAKE_NONE, 6},
	    {"123\xc2\xa0"
	     "456",
		MISTAKE_NONE, 6},
	    {"", MISTAKE_EMPTY, 0},
	    {"  - ", MISTAKE_EMPTY, 0},
	    {"12345", MISTAKE_FEW, 5},
	    {"1234567", MISTAKE_MANY, 7},
	    {"123456 123456", MISTAKE_MANY, 12},
	    {"12345o", MISTAKE_LETTERS, 5},
	    {"code", MISTAKE_LETTERS, 0},
	    {"GEZD GNBV GY3T QOJQ", MISTAKE_KEY, 1},
	    {"gezdgnbvgy3tqojqgezdgnbvgy3tqojq", MISTAKE_KEY, 2},
	    {"otpauth://totp/x?secret=A", MISTAKE_KEY, 0},
	    {"GEZD GNBV GY3T QOJ", MISTAKE_LETTERS, 1},
	};
	char digits[TOTP_DIGITS + 1];
	size_t i;
	int count;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(typing_judge(cases[i].typed, digits, &count),
		    cases[i].mistake);
		assert_int_equal(count, cases[i].count);
		assert_string_equal(
		    digits, cases[i].mistake == MISTAKE_NONE ? "123456" : "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_slips_apart),
	};

	return cmocka_run_group_tests_name("typing", tests, NULL, NULL);
}
