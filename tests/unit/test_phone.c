#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "roster/phone.h"

static void
test_normalises(void **state)
{
	static const struct {
		const char *typed, *number;
	} cases[] = {
	    {"06 12345678", "+31612345678"},
	    {"06-12 34 56 78", "+31612345678"},
	    {"0612345678", "+31612345678"},
	    {"0031612345678", "+31612345678"},
	    {"+31 (0)6 12.34.56.78", "+31612345678"},
	    {"+31 06 12345678", "+31612345678"},
	    {"+31612345678", "+31612345678"},
	    {"(020) 123 45 67", "+31201234567"},
	    {"+32 470 12 34 56", "+32470123456"},
	    {"0049 30 1234567", "+49301234567"},
	    {"+44 (0)20 7946 0000", "+442079460000"},
	    {"+123456789012345", "+123456789012345"},
	};
	char out[PHONE_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_null(phone_normalise(cases[i].typed, "+31", out));
		assert_string_equal(out, cases[i].number);
	}
}

/* Numbers without a country's code are of the one that is configured. */
static void
test_other_countries(void **state)
{
	char out[PHONE_MAX + 1];

	(void)state;
	assert_null(phone_normalise("0470 12 34 56", "+32", out));
	assert_string_equal(out, "+32470123456");
	assert_null(phone_normalise("06 12345678", "+352", out));
	assert_string_equal(out, "+352612345678");
	assert_null(phone_normalise("+31 6 12345678", "+32", out));
	assert_string_equal(out, "+31612345678");
	assert_non_null(phone_normalise("0470", "+32", out));
}

static void
test_refuses(void **state)
{
	static const struct {
		const char *typed, *fault; /* how it begins */
	} cases[] = {
	    {"612345678", "has no country code and does not begin with 0"},
	    {"", "has no country code"},
	    {"-", "has no country code"},
	    {"06 1234567", "is not a Dutch number"},
	    {"06 123456789", "is not a Dutch number"},
	    {"+31 0012345678", "is not a Dutch number"},
	    {"0", "is not a Dutch number"},
	    {"00", "is not an international number"},
	    {"+", "is not an international number"},
	    {"+1234567", "is not an international number"},
	    {"+1234567890123456", "is not an international number"},
	    {"+0612345678", "is not an international number"},
	    {"06 12345678 tst. 12", "has a character"},
	    {"geen", "has a character"},
	    {"06+12345678", "has a character"},
	    {"3,16E+10", "has a character"},
	    {"06 12345678 / 06 12345679 / 06 1234567890",
		"is too long for a telephone number"},
	};
	char out[PHONE_MAX + 1] = "";
	const char *fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fault = phone_normalise(cases[i].typed, "+31", out);
		if (fault == NULL)
			print_error("'%s' is taken\n", cases[i].typed);
		assert_non_null(fault);
		assert_memory_equal(
		    fault, cases[i].fault, strlen(cases[i].fault));
		assert_string_equal(out, "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_normalises),
	    cmocka_unit_test(test_other_countries),
	    cmocka_unit_test(test_refuses),
	};

	return cmocka_run_group_tests_name("phone", tests, NULL, NULL);
}
